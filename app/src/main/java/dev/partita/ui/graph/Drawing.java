package dev.partita.ui.graph;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.GraphProblem;
import dev.partita.graph.GraphShapes;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.NewLayer;
import dev.partita.graph.Paths;
import dev.partita.graph.Port;
import dev.partita.graph.Repair;
import dev.partita.graph.Repairs;
import dev.partita.plan.Edit;
import dev.partita.project.ProjectFailure;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerAdding;
import dev.partita.ui.document.Notices;
import dev.partita.ui.document.Spot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Changes of the model itself; each is one edit, and what they lead to may be wrong in places for a while. */
final class Drawing {
    private final Document document;
    private final LayerAdding adding;
    private final Notices notices;

    Drawing(Document document, Notices notices) {
        this.document = document;
        this.notices = notices;
        this.adding = new LayerAdding(document, notices);
    }

    ModelGraph graph() {
        return document.plan().get().graph();
    }

    GraphShapes shapes() {
        return adding.shapes();
    }

    private boolean send(GraphEdit edit) {
        return document.send(new Edit.Draw(edit));
    }

    /**
     * Adds the layer that a text such as {@code Conv 64 3x3} means, reading an output if one is given.
     *
     * @return whether there is such a layer
     */
    boolean add(String text, Optional<Port> from) {
        return adding.add(text, from);
    }

    /** Adds the layer that a text means at a place. */
    boolean add(String text, Spot spot) {
        return adding.add(text, spot);
    }

    /** The output that a new layer reads: that of the layer which is selected alone, if it is known. */
    Optional<Port> behindSelection() {
        return adding.behindSelection();
    }

    private boolean select(boolean done, List<String> layers) {
        if (done) {
            document.selection().select(layers);
        }
        return done;
    }

    void connect(String layer, int input, Port from) {
        send(new GraphEdit.Connect(layer, input, from));
    }

    void delete(Collection<String> layers) {
        if (send(new GraphEdit.Remove(List.copyOf(layers)))) {
            document.selection().select(List.of());
        }
    }

    void rename(String from, String to) {
        select(send(new GraphEdit.Rename(from, to)), List.of(to));
    }

    void group(Collection<String> layers, String scope) {
        send(new GraphEdit.Group(List.copyOf(layers), scope));
    }

    /** Takes apart the innermost scope that holds all of these layers. */
    void ungroup(Collection<String> layers) {
        String scope = Paths.parent(layers.iterator().next());
        while (!scope.isEmpty() && !allInside(layers, scope)) {
            scope = Paths.parent(scope);
        }
        if (!scope.isEmpty()) {
            send(new GraphEdit.Ungroup(scope));
        }
    }

    private static boolean allInside(Collection<String> layers, String scope) {
        return layers.stream().allMatch(layer -> Paths.inside(layer, scope));
    }

    /** The clipboard's text is the project's own form, so that another project takes it too. */
    void copy(Collection<String> layers) {
        ClipboardContent content = new ClipboardContent();
        content.putString(CopyPaste.text(graph(), layers));
        Clipboard.getSystemClipboard().setContent(content);
    }

    void paste() {
        String text = Clipboard.getSystemClipboard().getString();
        try {
            GraphEdit.Add added = CopyPaste.paste(graph(), text == null ? "" : text);
            select(send(added), added.layers().stream().map(NewLayer::id).toList());
        } catch (ProjectFailure nothing) {
            notices.warn(nothing.sentence());
        }
    }

    /** What would mend the problems of some layers. */
    List<Repair> repairs(Collection<String> layers) {
        GraphShapes shapes = shapes();
        return shapes.problems().stream()
                .filter(problem -> layers.contains(problem.layer()))
                .flatMap((GraphProblem problem) -> Repairs.of(graph(), shapes, problem).stream())
                .toList();
    }

    void mend(Repair repair) {
        List<Edit> edits = repair.edits().stream().<Edit>map(Edit.Draw::new).toList();
        document.send(edits.size() == 1 ? edits.getFirst() : new Edit.Several(edits));
    }
}
