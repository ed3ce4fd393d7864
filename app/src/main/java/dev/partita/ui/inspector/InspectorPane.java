package dev.partita.ui.inspector;

import dev.partita.plan.Training;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.command.ShellLine;
import dev.partita.ui.document.CommandTwins;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Workspace;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** The selection and the plan as fields and figures. */
public final class InspectorPane {
    private final Workspace workspace;
    private final InspectorModel model;
    private final VBox content = new VBox();
    private final ScrollPane view = new ScrollPane(content);
    private final List<SectionView> shown = new ArrayList<>();

    public InspectorPane(Workspace workspace) {
        this.workspace = workspace;
        this.model = new InspectorModel(workspace.document(), workspace.drag());
        Label title = new Label();
        title.getStyleClass().add("pane-title");
        title.textProperty().bind(workspace.texts().bound("inspector.title"));
        content.getStyleClass().add("inspector");
        content.getChildren().add(title);
        view.setFitToWidth(true);
        view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        view.getStyleClass().add("inspector-pane");
        view.setContextMenu(menu());
        model.sections().subscribe(this::show);
        workspace.texts().messages().subscribe(ignored -> show(model.sections().get()));
    }

    public Node view() {
        return view;
    }

    /** The training set-up as a command line, to be kept in a script. */
    private ContextMenu menu() {
        Command copy = Command.of("inspector.copy_settings", MenuGroup.PLAN, "", this::copySettings)
                .withTwin(this::settings);
        return new ContextMenu(
                workspace.commands().menuItem(workspace.commands().add(copy)));
    }

    private void copySettings() {
        CommandTwins.copy(workspace.commands().get("inspector.copy_settings"), workspace.notices());
    }

    private List<ShellLine> settings() {
        Document document = workspace.document();
        Training training = document.project().get().plan(document.planName()).training();
        return List.of(CommandTwins.line(
                document,
                "set",
                TrainingSection.values(training).entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList()));
    }

    /** Sections that have the same lines as before keep their fields, so that nothing being typed is lost. */
    private void show(List<Section> sections) {
        boolean alike = sections.size() == shown.size();
        for (int i = 0; alike && i < shown.size(); i++) {
            alike = shown.get(i).canShow(sections.get(i));
        }
        if (!alike) {
            rebuild(sections);
        }
        for (int i = 0; i < shown.size(); i++) {
            shown.get(i).show(sections.get(i));
        }
    }

    private void rebuild(List<Section> sections) {
        shown.clear();
        sections.forEach(section -> shown.add(new SectionView(workspace.texts(), model, section)));
        content.getChildren().subList(1, content.getChildren().size()).clear();
        shown.forEach(section -> content.getChildren().add(section.view()));
    }
}
