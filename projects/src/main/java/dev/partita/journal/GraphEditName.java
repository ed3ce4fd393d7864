package dev.partita.journal;

import dev.partita.graph.GraphEdit;
import java.util.List;

/** What a history calls a change of the drawing. */
final class GraphEditName {
    private GraphEditName() {}

    static String of(GraphEdit edit) {
        return switch (edit) {
            case GraphEdit.Add add ->
                add.layers().size() == 1
                        ? "add " + add.layers().getFirst().operator().kind() + " "
                                + add.layers().getFirst().id()
                        : "add " + add.layers().size() + " layers";
            case GraphEdit.Remove remove -> "remove " + layers(remove.layers());
            case GraphEdit.Connect connect ->
                connect.from().open()
                        ? "disconnect input " + connect.input() + " of " + connect.layer()
                        : "connect " + connect.from() + " to " + connect.layer();
            case GraphEdit.Rename rename -> "rename " + rename.from() + " to " + rename.to();
            case GraphEdit.Group group -> "group " + layers(group.layers()) + " as " + group.scope();
            case GraphEdit.Ungroup ungroup -> "ungroup " + ungroup.scope();
            case GraphEdit.Change change -> "change " + change.layer();
            case GraphEdit.Repeat repeat -> "repeat " + repeat.scope() + " x" + repeat.count();
        };
    }

    private static String layers(List<String> layers) {
        return layers.size() == 1 ? layers.getFirst() : layers.size() + " layers";
    }
}
