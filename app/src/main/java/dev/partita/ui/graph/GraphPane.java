package dev.partita.ui.graph;

import dev.partita.ui.document.Selection;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.LayeredLayout;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The graph with everything that lies on it: breadcrumb, find, legend, minimap; and the table that mirrors it. */
public final class GraphPane {
    /** Room above the table for what lies on the graph's upper edge. */
    private static final double TABLE_TOP = 48;

    private final StackPane view = new StackPane();
    private final GraphState state = new GraphState();

    public GraphPane(Workspace workspace) {
        BoxTexts texts = new BoxTexts(workspace.texts());
        Layouts layouts = new Layouts(workspace.tasks(), workspace.texts(), texts::detail);
        GraphActions actions = new GraphActions(
                state,
                workspace.document().selection(),
                layouts,
                workspace.look().scale());
        GraphCanvas canvas = new GraphCanvas(workspace, state, texts);
        Keys keys = new Keys(state, actions, canvas);
        Drawing drawing = new Drawing(workspace.document(), workspace.notices());
        AddBar add = new AddBar(workspace, drawing, canvas::requestFocus);
        NameBar name = new NameBar(workspace.texts(), canvas::requestFocus);
        Hand hand = new Hand(workspace, state, actions, canvas, keys, drawing, add);
        new NewLayerTarget(workspace.drag(), state, canvas, drawing);
        new BadgePress(workspace, state, canvas, drawing);
        keys.onEscape(() -> escape(workspace, state, canvas, hand));
        canvas.widthProperty().subscribe(() -> actions.resized(canvas.getWidth(), canvas.getHeight()));
        canvas.heightProperty().subscribe(() -> actions.resized(canvas.getWidth(), canvas.getHeight()));
        shareScope(workspace.document().selection(), state, actions);
        workspace.document().selection().revealed().subscribe(actions::reveal);
        GraphTable table = new GraphTable(workspace, state, texts);
        FindBar find =
                new FindBar(workspace, state, () -> (table.view().isVisible() ? table.view() : canvas).requestFocus());
        new GraphCommands(workspace, state, actions, find);
        new DrawCommands(workspace, drawing, add, name);
        new GraphMenu(workspace, canvas, drawing);
        new GraphMenu(workspace, table.view(), drawing);
        compose(workspace, state, texts, actions, canvas, table, find, corner(add.view(), name.view()));
        new Follower(workspace.document(), state, tree -> {
            texts.read(tree);
            actions.open(tree);
        });
    }

    /** What fills the canvas is part of where the user is, and others may lead there. */
    private static void shareScope(Selection selection, GraphState state, GraphActions actions) {
        state.fold.subscribe(fold -> selection.scope().set(fold.entered()));
        selection.scope().subscribe(scope -> {
            if (!scope.equals(state.fold.get().entered())) {
                actions.enter(scope);
            }
        });
    }

    /**
     * Loads what laying out a graph needs, in the background: else the first picture of a process takes a second longer.
     */
    public static void warmUp() {
        Thread thread = new Thread(null, Layouts::warmUp, "layout-warm-up", LayeredLayout.STACK_BYTES);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    public Node view() {
        return view;
    }

    /** Whether there is a picture to paint. */
    public boolean drawn() {
        return state.picture.get().isPresent();
    }

    /** Does something once there is a picture. */
    public void whenDrawn(Runnable action) {
        state.picture.subscribe(picture -> {
            if (picture.isPresent()) {
                action.run();
            }
        });
    }

    GraphState state() {
        return state;
    }

    private void compose(
            Workspace workspace,
            GraphState state,
            BoxTexts texts,
            GraphActions actions,
            GraphCanvas canvas,
            GraphTable table,
            FindBar find,
            Node questions) {
        StackPane drawn = new StackPane(
                canvas,
                at(Pos.BOTTOM_LEFT, new Legend(workspace, state, canvas).view()),
                at(Pos.BOTTOM_RIGHT, new Minimap(workspace, state, canvas).view()));
        drawn.visibleProperty().bind(state.asTable.not());
        table.view().visibleProperty().bind(state.asTable);
        StackPane.setMargin(table.view(), new Insets(TABLE_TOP, 0, 0, 0));
        Node breadcrumb = new Breadcrumb(workspace, state, actions, texts).view();
        breadcrumb.visibleProperty().bind(state.asTable.not());
        view.getChildren()
                .addAll(
                        drawn,
                        table.view(),
                        at(Pos.TOP_LEFT, breadcrumb),
                        at(Pos.TOP_CENTER, questions),
                        at(Pos.TOP_RIGHT, corner(modes(workspace, state), find.view())));
        view.getStyleClass().add("graph-pane");
        view.setMinSize(0, 0);
    }

    private static Node at(Pos place, Node node) {
        StackPane.setAlignment(node, place);
        return node;
    }

    private static Node corner(Node... nodes) {
        VBox corner = new VBox(nodes);
        corner.getStyleClass().add("graph-corner");
        corner.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        corner.setPickOnBounds(false);
        return corner;
    }

    private static Node modes(Workspace workspace, GraphState state) {
        ToggleButton table = new ToggleButton();
        table.setId("graph.as_table");
        table.textProperty().bind(workspace.texts().bound("graph.as_table"));
        table.accessibleTextProperty().bind(workspace.texts().bound("command.graph.as_table"));
        table.getStyleClass().add("graph-pill");
        table.selectedProperty().bindBidirectional(state.asTable);
        return table;
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
