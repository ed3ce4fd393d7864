package dev.partita.ui.window;

import dev.partita.ui.document.Workspace;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Where the parts of the window are. */
final class ProjectView {
    private final Workspace workspace;
    private final BorderPane view = new BorderPane();

    ProjectView(Workspace workspace) {
        this.workspace = workspace;
        SplitPane columns = new SplitPane(left(), centre(), right());
        columns.setDividerPositions(0.14, 0.78);
        SplitPane rows = new SplitPane(columns, bottom());
        rows.setOrientation(Orientation.VERTICAL);
        rows.setDividerPositions(0.66);
        view.setCenter(rows);
        view.getStyleClass().add("project-view");
    }

    Node view() {
        return view;
    }

    /** The project and the layers that can be added. */
    private Node left() {
        return new VBox();
    }

    /** The graph. */
    private Node centre() {
        return new StackPane();
    }

    /** Devices above, the inspector below. */
    private Node right() {
        return new VBox();
    }

    private Node bottom() {
        TabPane tabs = new TabPane();
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        return tabs;
    }

    /** A tab at the bottom; its text has the key {@code tab.<name>}. */
    private Tab tab(String name, Node content) {
        Tab tab = new Tab();
        tab.setId("tab." + name);
        tab.textProperty().bind(workspace.texts().bound("tab." + name));
        tab.setContent(content);
        return tab;
    }
}
