package dev.partita.ui.graph;

import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.graph.fold.Picture;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Where one is in the model: the model, and every part that was entered. Each is a way back. */
final class Breadcrumb {
    private final Workspace workspace;
    private final GraphState state;
    private final GraphActions actions;
    private final BoxTexts texts;
    private final HBox view = new HBox();

    Breadcrumb(Workspace workspace, GraphState state, GraphActions actions, BoxTexts texts) {
        this.workspace = workspace;
        this.state = state;
        this.actions = actions;
        this.texts = texts;
        view.getStyleClass().add("graph-breadcrumb");
        view.setPickOnBounds(false);
        state.picture.subscribe(this::write);
        workspace.texts().messages().subscribe(this::write);
    }

    Node view() {
        return view;
    }

    private void write() {
        view.getChildren().clear();
        state.picture.get().map(Picture::graph).ifPresent(graph -> {
            List<Part> path = path(graph.tree(), graph.state().entered());
            for (int i = 0; i < path.size(); i++) {
                Part part = path.get(i);
                if (i > 0) {
                    Label separator = new Label("›");
                    separator.getStyleClass().add("graph-breadcrumb-separator");
                    view.getChildren().add(separator);
                }
                view.getChildren().add(step(part, i == path.size() - 1));
            }
        });
    }

    private static List<Part> path(PartTree tree, String entered) {
        List<Part> path = new ArrayList<>(List.of(tree.root()));
        tree.part(entered).filter(part -> !entered.isEmpty()).ifPresent(part -> {
            tree.around(entered).stream()
                    .filter(around -> !around.id().isEmpty())
                    .forEach(path::add);
            path.add(part);
        });
        return path;
    }

    private Node step(Part part, boolean last) {
        String name = part.id().isEmpty() ? workspace.document().project().get().name() : texts.name(part);
        Button button = new Button(name);
        button.getStyleClass().setAll("graph-breadcrumb-step");
        button.setMnemonicParsing(false);
        button.setAccessibleText(workspace.texts().now("graph.enter", name));
        button.setOnAction(event -> actions.enter(part.id()));
        button.setDisable(last);
        return button;
    }
}
