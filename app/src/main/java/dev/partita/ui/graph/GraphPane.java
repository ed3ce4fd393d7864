package dev.partita.ui.graph;

import dev.partita.ui.document.Workspace;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** The graph with everything that lies on it: breadcrumb, find, legend, minimap; and the table that mirrors it. */
public final class GraphPane {
    private final StackPane view = new StackPane();

    public GraphPane(Workspace workspace) {
        GraphState state = new GraphState();
        BoxTexts texts = new BoxTexts(workspace.texts());
        Layouts layouts = new Layouts(workspace.tasks(), workspace.texts(), texts::detail);
        GraphActions actions = new GraphActions(state, workspace.document().selection(), layouts);
        GraphCanvas canvas = new GraphCanvas(workspace, state, texts);
        Keys keys = new Keys(state, actions, canvas);
        Hand hand = new Hand(workspace, state, actions, canvas, keys);
        keys.onEscape(() -> escape(workspace, state, canvas, hand));
        new GraphCommands(workspace, state, actions);
        canvas.widthProperty().subscribe(() -> actions.resized(canvas.getWidth(), canvas.getHeight()));
        canvas.heightProperty().subscribe(() -> actions.resized(canvas.getWidth(), canvas.getHeight()));
        workspace.document().selection().revealed().subscribe(actions::reveal);
        compose(workspace, state, texts, actions, canvas);
        new Follower(workspace.document(), state, tree -> {
            texts.read(tree);
            actions.open(tree);
        });
    }

    public Node view() {
        return view;
    }

    private void compose(
            Workspace workspace, GraphState state, BoxTexts texts, GraphActions actions, GraphCanvas canvas) {
        Node breadcrumb = new Breadcrumb(workspace, state, actions, texts).view();
        Node legend = new Legend(workspace, state, canvas).view();
        Node minimap = new Minimap(workspace, state, canvas).view();
        view.getChildren().addAll(canvas, breadcrumb, legend, minimap);
        StackPane.setAlignment(breadcrumb, Pos.TOP_LEFT);
        StackPane.setAlignment(legend, Pos.BOTTOM_LEFT);
        StackPane.setAlignment(minimap, Pos.BOTTOM_RIGHT);
        view.getStyleClass().add("graph-pane");
        view.setMinSize(0, 0);
    }

    /** First what is under way, then the brush, then the selection. */
    private static void escape(Workspace workspace, GraphState state, GraphCanvas canvas, Hand hand) {
        if (canvas.gesture().get().isPresent()) {
            hand.cancel();
        } else if (state.brush.get().isPresent()) {
            state.brush.set(java.util.OptionalInt.empty());
        } else {
            workspace.document().selection().select(java.util.List.of());
        }
    }
}
