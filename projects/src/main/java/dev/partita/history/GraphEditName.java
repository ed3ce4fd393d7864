package dev.partita.history;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.NewLayer;
import dev.partita.text.Sentence;
import java.util.List;

/** What a history calls a change of the drawing. */
final class GraphEditName {
    private GraphEditName() {}

    static Sentence of(GraphEdit edit) {
        return switch (edit) {
            case GraphEdit.Add add -> add(add.layers());
            case GraphEdit.Remove remove ->
                remove.layers().size() == 1
                        ? Sentence.of("project.edit.remove", remove.layers().getFirst())
                        : Sentence.of(
                                "project.edit.remove_several", remove.layers().size());
            case GraphEdit.Connect connect ->
                connect.from().open()
                        ? Sentence.of("project.edit.disconnect", connect.input(), connect.layer())
                        : Sentence.of("project.edit.connect", connect.from(), connect.layer());
            case GraphEdit.Rename rename -> Sentence.of("project.edit.rename", rename.from(), rename.to());
            case GraphEdit.Group group ->
                Sentence.of("project.edit.group", group.layers().size(), group.scope());
            case GraphEdit.Ungroup ungroup -> Sentence.of("project.edit.ungroup", ungroup.scope());
            case GraphEdit.Change change -> Sentence.of("project.edit.change_layer", change.layer());
            case GraphEdit.Repeat repeat -> Sentence.of("project.edit.repeat", repeat.scope(), repeat.count());
        };
    }

    private static Sentence add(List<NewLayer> layers) {
        return layers.size() == 1
                ? Sentence.of(
                        "project.edit.add",
                        layers.getFirst().operator().kind(),
                        layers.getFirst().id())
                : Sentence.of("project.edit.add_several", layers.size());
    }
}
