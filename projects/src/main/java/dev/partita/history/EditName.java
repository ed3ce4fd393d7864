package dev.partita.history;

import dev.partita.hardware.Cluster;
import dev.partita.plan.Edit;
import dev.partita.plan.ModelSource;
import dev.partita.plan.PlanEdit;
import dev.partita.plan.Rule;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;

/** What a history calls an edit; the inverse tells what of a whole set-up was changed. */
final class EditName {
    private EditName() {}

    static Sentence of(Edit edit, Edit inverse) {
        return switch (edit) {
            case Edit.Place place -> place(place.rule());
            case Edit.ReplacePlacement replace -> Sentence.of("project.edit.replace_placement", replace.plan());
            case Edit.ChangeTraining change ->
                inverse instanceof Edit.ChangeTraining before
                        ? SettingName.of(change, before)
                        : SettingName.training(change);
            case Edit.ChangeCluster change ->
                inverse instanceof Edit.ChangeCluster before
                        ? SettingName.of(change, before)
                        : SettingName.cluster(change);
            case Edit.ChangeData change ->
                change.data()
                        .map(path -> Sentence.of("project.edit.use_data", path))
                        .orElse(Sentence.of("project.edit.use_built_in_data"));
            case Edit.ChangeRates _ -> Sentence.of("project.edit.change_rates");
            case Edit.Draw draw -> GraphEditName.of(draw.edit());
            case Edit.Redraw _ -> Sentence.of("project.edit.redraw");
            case Edit.ChangeModel change -> model(change.model());
            case Edit.ChangePlans change -> plans(change.edit());
            case Edit.Several several ->
                several.edits().isEmpty() ? Sentence.of("project.edit.nothing") : several(several, inverse);
        };
    }

    private static Sentence place(Rule rule) {
        return rule.devices().isEmpty()
                ? Sentence.of("project.edit.take_off", rule.pattern())
                : Sentence.of(
                        "project.edit.place",
                        rule.pattern(),
                        Listing.names(
                                rule.devices().stream().map(Cluster::deviceName).toList()));
    }

    private static Sentence model(ModelSource model) {
        return switch (model.start()) {
            case ModelSource.Template template -> Sentence.of("project.edit.use_template", template.name());
            case ModelSource.Imported imported -> Sentence.of("project.edit.use_model_file", imported.file());
            case ModelSource.Drawn _ -> Sentence.of("project.edit.use_model");
        };
    }

    private static Sentence plans(PlanEdit edit) {
        return switch (edit) {
            case PlanEdit.Add add -> Sentence.of("project.edit.add_plan", add.name());
            case PlanEdit.Delete delete -> Sentence.of("project.edit.delete_plan", delete.name());
            case PlanEdit.Rename rename -> Sentence.of("project.edit.rename_plan", rename.from(), rename.to());
            case PlanEdit.Select select -> Sentence.of("project.edit.select_plan", select.name());
        };
    }

    /** The inverse of several edits takes back the first one last. */
    private static Sentence several(Edit.Several several, Edit inverse) {
        int more = several.edits().size() - 1;
        Edit back = inverse instanceof Edit.Several(var edits) && edits.size() == more + 1 ? edits.getLast() : inverse;
        Sentence first = of(several.edits().getFirst(), back);
        return more == 0 ? first : Sentence.of("project.edit.several", first, more);
    }
}
