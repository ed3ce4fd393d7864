package dev.partita.history;

import dev.partita.hardware.Cluster;
import dev.partita.plan.Edit;
import dev.partita.plan.ModelSource;
import dev.partita.plan.Rule;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;

/** What a history calls an edit. */
final class EditName {
    private EditName() {}

    static Sentence of(Edit edit) {
        return switch (edit) {
            case Edit.Place place -> place(place.rule());
            case Edit.ReplacePlacement replace -> Sentence.of("project.edit.replace_placement", replace.plan());
            case Edit.ChangeTraining change -> Sentence.of("project.edit.change_training", change.plan());
            case Edit.ChangeCluster change ->
                Sentence.of("project.edit.change_cluster", change.cluster().notation());
            case Edit.ChangeData change ->
                change.data()
                        .map(path -> Sentence.of("project.edit.use_data", path))
                        .orElse(Sentence.of("project.edit.use_built_in_data"));
            case Edit.Draw draw -> GraphEditName.of(draw.edit());
            case Edit.Redraw _ -> Sentence.of("project.edit.redraw");
            case Edit.ChangeModel change ->
                switch (change.model().start()) {
                    case ModelSource.Template template -> Sentence.of("project.edit.use_template", template.name());
                    case ModelSource.Imported imported -> Sentence.of("project.edit.use_model_file", imported.file());
                    case ModelSource.Drawn _ -> Sentence.of("project.edit.use_model");
                };
            case Edit.Several several ->
                several.edits().isEmpty() ? Sentence.of("project.edit.nothing") : several(several);
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

    private static Sentence several(Edit.Several several) {
        int more = several.edits().size() - 1;
        Sentence first = of(several.edits().getFirst());
        return more == 0 ? first : Sentence.of("project.edit.several", first, more);
    }
}
