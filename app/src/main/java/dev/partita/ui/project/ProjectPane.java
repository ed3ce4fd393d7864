package dev.partita.ui.project;

import dev.partita.graph.ModelGraph;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.quantity.Human;
import dev.partita.ui.command.Press;
import dev.partita.ui.document.Workspace;
import java.util.List;
import java.util.OptionalInt;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The project's parts, each leading to where it is shown, above the palette of layers. */
public final class ProjectPane {
    private final Workspace workspace;
    private final Node plans;
    private final VBox view = new VBox();

    /** @param plans the list of the project's plans */
    public ProjectPane(Workspace workspace, Node plans) {
        this.workspace = workspace;
        this.plans = plans;
        LayerPalette palette = new LayerPalette(workspace);
        VBox.setVgrow(palette.view(), Priority.ALWAYS);
        view.getStyleClass().addAll("panel", "project-pane");
        view.getChildren().addAll(title("parts.title"), parts(), title("parts.add"), palette.view());
        view.setMinWidth(0);
    }

    public Node view() {
        return view;
    }

    private Node parts() {
        ObservableValue<Project> project = workspace.document().project();
        Label name = part(
                project.map(Project::name),
                () -> workspace.document().selection().select(List.of()));
        name.getStyleClass().add("strong");
        VBox parts = new VBox(
                name,
                part(text("parts.model", workspace.document().plan().map(ProjectPane::model)), this::nothing),
                part(text("parts.cluster", project.map(now -> now.cluster().notation())), this::firstDevice),
                plans,
                part(workspace.texts().bound("parts.runs"), this::showRuns));
        parts.getStyleClass().add("project-parts");
        return parts;
    }

    private static String model(Plan plan) {
        ModelGraph graph = plan.graph();
        return graph.name() + " · " + Human.count(graph.parameterCount());
    }

    /** Nothing selected: the inspector shows the training set-up. */
    private void nothing() {
        workspace.document().selection().select(List.of());
        workspace.document().selection().device().set(OptionalInt.empty());
    }

    private void firstDevice() {
        workspace.document().selection().device().set(OptionalInt.of(0));
    }

    private void showRuns() {
        workspace.commands().find("window.tab_runs").ifPresent(command -> command.run());
    }

    private ObservableValue<String> text(String key, ObservableValue<String> value) {
        return workspace.texts().bound(key, value);
    }

    private Label part(ObservableValue<String> text, Runnable action) {
        Label part = new Label();
        part.textProperty().bind(text);
        part.setTextOverrun(OverrunStyle.ELLIPSIS);
        part.setMaxWidth(Double.MAX_VALUE);
        part.getStyleClass().add("project-part");
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(text);
        part.setTooltip(whole);
        Press.on(part, action);
        return part;
    }

    private Label title(String key) {
        Label title = new Label();
        title.textProperty().bind(workspace.texts().bound(key));
        title.getStyleClass().addAll("section-title", "project-section");
        return title;
    }
}
