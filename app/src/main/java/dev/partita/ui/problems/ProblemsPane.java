package dev.partita.ui.problems;

import dev.partita.checks.Diagnostic;
import dev.partita.checks.Fix;
import dev.partita.checks.Severity;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.document.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is wrong with the plan, beside what would help. */
public final class ProblemsPane {
    private final Workspace workspace;
    private final ProblemsModel model;
    private final ListView<Diagnostic> findings = new ListView<>();
    private final ListView<Fix> fixes = new ListView<>();
    private final Label position = new Label();
    private final Label sentence = new Label();
    private final StackPane view;

    public ProblemsPane(Workspace workspace) {
        this.workspace = workspace;
        this.model = new ProblemsModel(workspace.document());
        findings.setId("problems.list");
        findings.getStyleClass().add("findings");
        findings.setItems(model.findings());
        findings.setCellFactory(any -> new FindingCell(workspace.texts()));
        findings.accessibleTextProperty().bind(workspace.texts().bound("problems.title"));
        findings.getSelectionModel()
                .selectedItemProperty()
                .subscribe(finding -> Optional.ofNullable(finding)
                        .ifPresent(chosen -> model.selected().set(Optional.of(chosen))));
        findings.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                model.reveal();
            }
        });
        fixes.setId("problems.fixes");
        fixes.getStyleClass().add("fixes");
        fixes.setCellFactory(any -> new FixCell(workspace.texts(), model));
        fixes.accessibleTextProperty().bind(workspace.texts().bound("problems.fixes"));
        findings.addEventFilter(KeyEvent.KEY_PRESSED, this::typed);
        fixes.addEventFilter(KeyEvent.KEY_PRESSED, this::typed);
        SplitPane both = new SplitPane(findings, details());
        both.setDividerPositions(0.55);
        NothingWrong nothing = new NothingWrong(workspace.texts(), model);
        both.visibleProperty().bind(model.selected().map(Optional::isPresent));
        nothing.view().visibleProperty().bind(both.visibleProperty().map(shown -> !shown));
        view = new StackPane(both, nothing.view());
        view.getStyleClass().add("problems-pane");
        model.selected().subscribe(this::show);
        workspace.texts().messages().subscribe(ignored -> show(model.selected().get()));
        addCommands();
    }

    public Node view() {
        return view;
    }

    /** How many errors and warnings there are, for the status bar; pressed, it shows the first. */
    public Node status() {
        return new ProblemCounts(workspace.texts(), model).view();
    }

    /** The number of errors, for the head of a tab; nothing while there is none. */
    public ObservableValue<@Nullable Node> badge() {
        return model.count(Severity.ERROR).map(count -> count == 0 ? null : badge(count));
    }

    private static Node badge(long count) {
        Label badge = new Label(String.valueOf(count));
        badge.getStyleClass().add("problem-badge");
        return badge;
    }

    private void addCommands() {
        var any = javafx.beans.binding.Bindings.isNotEmpty(model.findings());
        workspace.commands().add(Command.of("problems.next", MenuGroup.VIEW, "F8", any, () -> model.step(1)));
        workspace
                .commands()
                .add(Command.of("problems.previous", MenuGroup.VIEW, "Shift+F8", any, () -> model.step(-1)));
        workspace.commands().add(Command.of("problems.apply", MenuGroup.PLAN, "", any, () -> chosen(model::apply)));
        workspace
                .commands()
                .add(Command.of("problems.preview", MenuGroup.PLAN, "", any, () -> chosen(model::togglePreview)));
    }

    private Node details() {
        position.getStyleClass().add("pane-title");
        sentence.setWrapText(true);
        sentence.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
        sentence.getStyleClass().add("problem-sentence");
        Label keys = new Label();
        keys.getStyleClass().add("finding-where");
        keys.setWrapText(true);
        keys.textProperty().bind(workspace.texts().bound("problems.keys"));
        keys.visibleProperty().bind(javafx.beans.binding.Bindings.isNotEmpty(fixes.getItems()));
        VBox.setVgrow(fixes, Priority.ALWAYS);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        VBox details = new VBox(position, sentence, fixes, keys);
        details.getStyleClass().add("problem-details");
        return details;
    }

    private void show(Optional<Diagnostic> finding) {
        List<Fix> offered = finding.map(Diagnostic::fixes).orElse(List.of());
        fixes.getItems().setAll(offered);
        fixes.getSelectionModel().selectFirst();
        finding.ifPresent(chosen -> {
            findings.getSelectionModel().select(chosen);
            position.setText(workspace
                    .texts()
                    .now(
                            "problems.position",
                            model.findings().indexOf(chosen) + 1,
                            model.findings().size()));
            sentence.setText(workspace.texts().now(chosen.message()));
            sentence.setGraphic(SeverityIcon.of(chosen.severity()));
        });
    }

    /** Enter makes the selected fix, with Alt it only shows where that would lead; Escape ends that. */
    private void typed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER) {
            chosen(event.isAltDown() ? model::preview : model::apply);
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            model.endPreview();
        }
    }

    private void chosen(Consumer<Fix> action) {
        Optional.ofNullable(fixes.getSelectionModel().getSelectedItem()).ifPresent(action);
    }
}
