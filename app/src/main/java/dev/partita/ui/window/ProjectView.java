package dev.partita.ui.window;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.devices.DevicesPane;
import dev.partita.ui.document.Places;
import dev.partita.ui.document.Selection;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.GraphPane;
import dev.partita.ui.history.HistoryPane;
import dev.partita.ui.inspector.InspectorPane;
import dev.partita.ui.log.LogPane;
import dev.partita.ui.memory.MemoryPane;
import dev.partita.ui.plans.PlansPane;
import dev.partita.ui.problems.ProblemsPane;
import dev.partita.ui.project.ProjectPane;
import dev.partita.ui.roofline.RooflinePane;
import dev.partita.ui.runs.RunsPane;
import dev.partita.ui.split.SplitPicker;
import dev.partita.ui.timeline.TimelinePane;
import dev.partita.ui.training.TrainingPane;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Where the parts of the window are; each is a feature that knows nothing of the others. */
final class ProjectView {
    private final Workspace workspace;
    private final TrainingPane training;
    private final Layout layout;
    private final StackPane view;
    private final GraphPane graph;
    private final DevicesPane devices;
    private final ProblemsPane problems;
    private final TimelinePane timeline;
    private final PlansPane plans;
    private final StatusBar status;

    ProjectView(Workspace workspace, UserSettings settings) {
        this.workspace = workspace;
        this.training = new TrainingPane(workspace);
        graph = new GraphPane(workspace);
        devices = new DevicesPane(workspace);
        problems = new ProblemsPane(workspace);
        timeline = new TimelinePane(workspace);
        plans = new PlansPane(workspace);
        SplitPane columns = new SplitPane(left(), graph.view(), right());
        columns.setDividerPositions(0.14, 0.78);
        TabPane tabs = bottom();
        SplitPane rows = new SplitPane(columns, tabs);
        rows.setOrientation(Orientation.VERTICAL);
        rows.setDividerPositions(0.66);
        rows.getStyleClass().add("project-view");
        VBox.setVgrow(rows, Priority.ALWAYS);
        view = new StackPane(new VBox(new ModelBanner(workspace).view(), rows), new SplitPicker(workspace).view());
        layout = new Layout(settings, workspace, new Panels(columns, rows), tabs);
        shareTab(tabs);
        layout.restore();
        layout.addCommands(workspace.commands());
        Places places = new Places(workspace.document());
        workspace.commands().add(Command.of("view.back", MenuGroup.VIEW, "Alt+Left", places.canGoBack(), places::back));
        workspace
                .commands()
                .add(Command.of("view.forward", MenuGroup.VIEW, "Alt+Right", places.canGoForward(), places::forward));
        status = new StatusBar(workspace, List.of(problems.status(), devices.status()));
    }

    Node view() {
        return view;
    }

    Node status() {
        return status.view();
    }

    /** What the toolbar shows of the project. */
    List<Node> toolbar() {
        return List.of(plans.switcher());
    }

    /** Before the view is let go: remembers its layout and closes windows of its tabs. */
    void keepLayout() {
        layout.keep();
        layout.bringBack();
    }

    /** Shows another system's step on the timeline, which comes to the front. */
    void openTrace(Path file) {
        workspace.commands().get("window.tab_timeline").run();
        timeline.openTrace(file);
    }

    /** Whether the graph is there. */
    boolean drawn() {
        return graph.drawn();
    }

    /** Does something once the graph is there. */
    void whenDrawn(Runnable action) {
        graph.whenDrawn(action);
    }

    /** False while a run is under way. */
    boolean mayClose() {
        return training.mayClose();
    }

    /** Stops the run and goes on once its checkpoint is written. */
    void stopTraining(Runnable next) {
        training.stop(next);
    }

    /** Does something once no run is under way, now or later. */
    void whenTrained(Runnable action) {
        training.whenDone(action);
    }

    /** The project and the layers that can be added. */
    private Node left() {
        return new ProjectPane(workspace, plans.list()).view();
    }

    /** Devices above, the inspector below. */
    private Node right() {
        SplitPane right = new SplitPane(devices.view(), new InspectorPane(workspace).view());
        right.setOrientation(Orientation.VERTICAL);
        right.getStyleClass().add("right-column");
        right.setDividerPositions(0.6);
        return right;
    }

    private TabPane bottom() {
        TabPane tabs = new TabPane();
        tabs.getStyleClass().add("bottom-tabs");
        tabs.accessibleTextProperty().bind(workspace.texts().bound("layout.tabs_spoken"));
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        Tab findings = tab("problems", problems.view());
        findings.graphicProperty().bind(problems.badge());
        tabs.getTabs().add(findings);
        tabs.getTabs().add(tab("timeline", timeline.view()));
        tabs.getTabs().add(tab("memory", new MemoryPane(workspace).view()));
        tabs.getTabs().add(tab("roofline", new RooflinePane(workspace).view()));
        tabs.getTabs().add(tab("training", training.view()));
        tabs.getTabs().add(tab("runs", new RunsPane(workspace).view()));
        Tab compare = tab("compare", plans.comparison());
        plans.comparing().bind(compare.selectedProperty());
        tabs.getTabs().add(compare);
        tabs.getTabs().add(tab("history", new HistoryPane(workspace).view()));
        tabs.getTabs().add(tab("log", new LogPane(workspace).view()));
        return tabs;
    }

    /** Which tab is open is part of where the user is, and going back leads to another. */
    private void shareTab(TabPane tabs) {
        Selection selection = workspace.document().selection();
        tabs.getSelectionModel()
                .selectedItemProperty()
                .subscribe(tab -> selection.tab().set(tab.getId()));
        selection
                .tab()
                .subscribe(id -> tabs.getTabs().stream()
                        .filter(tab -> tab.getId().equals(id))
                        .findFirst()
                        .ifPresent(tabs.getSelectionModel()::select));
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
