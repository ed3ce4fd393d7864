package dev.partita.journal;

import dev.partita.plan.Edit;
import dev.partita.plan.ModelSource;
import dev.partita.plan.Rule;
import java.util.stream.Collectors;

/** What a history calls an edit. */
final class EditName {
    private EditName() {}

    static String of(Edit edit) {
        return switch (edit) {
            case Edit.Place place -> place(place.rule());
            case Edit.ReplacePlacement replace -> "replace the placement of plan " + replace.plan();
            case Edit.ChangeTraining change -> "change the training of plan " + change.plan();
            case Edit.ChangeCluster change ->
                "change the cluster to " + change.cluster().notation();
            case Edit.ChangeData change ->
                change.data().map(path -> "use the data " + path).orElse("use the template's data");
            case Edit.Draw draw -> GraphEditName.of(draw.edit());
            case Edit.Redraw _ -> "take back what was drawn";
            case Edit.ChangeModel change ->
                switch (change.model().start()) {
                    case ModelSource.Template template -> "use the template " + template.name();
                    case ModelSource.Imported imported -> "use the model file " + imported.file();
                    case ModelSource.Drawn _ -> "use another model";
                };
            case Edit.Several several -> several.edits().isEmpty() ? "nothing" : several(several);
        };
    }

    private static String place(Rule rule) {
        return rule.devices().isEmpty()
                ? "take " + rule.pattern() + " off every device"
                : "place " + rule.pattern() + " on "
                        + rule.devices().stream().map(number -> "gpu:" + number).collect(Collectors.joining(", "));
    }

    private static String several(Edit.Several several) {
        int more = several.edits().size() - 1;
        return of(several.edits().getFirst()) + (more == 0 ? "" : " and " + more + " more");
    }
}
