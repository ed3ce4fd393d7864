package dev.partita.ui.training;

import dev.partita.ui.chart.Choice;
import dev.partita.ui.command.Commands;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.TrainSettings;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Start, hold and end, and what is chosen for the next run. */
final class TrainBar {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final int DIGITS = 6;

    private final Workspace workspace;
    private final TrainingSession session;
    private final TrainForm form;
    private final HBox view = new HBox(8);

    TrainBar(Workspace workspace, TrainingSession session, TrainForm form) {
        this.workspace = workspace;
        this.session = session;
        this.form = form;
        view.getStyleClass().add("training-bar");
        Button train = button(TrainingCommands.TRAIN);
        train.getStyleClass().add("accent");
        view.getChildren()
                .addAll(
                        train,
                        onlyWhile(button(TrainingCommands.PAUSE), TrainingState.PAUSED, false),
                        onlyWhile(button(TrainingCommands.RESUME), TrainingState.PAUSED, true),
                        button(TrainingCommands.STOP),
                        button(TrainingCommands.RESUME_LAST));
        TextField steps = field("steps", form.steps(), TrainForm.Problem.STEPS);
        steps.promptTextProperty().bind(workspace.document().plan().map(plan -> {
            int scheduled = plan.training().learningRate().totalSteps();
            return String.valueOf(scheduled > 0 ? scheduled : TrainSettings.USUAL_STEPS);
        }));
        labelled("training.steps", steps);
        labelled("training.seed", field("seed", form.seed(), TrainForm.Problem.SEED));
        labelled("training.order", order());
        TextField checkpoints = field("checkpoints", form.checkpointEvery(), TrainForm.Problem.CHECKPOINT_EVERY);
        checkpoints.promptTextProperty().bind(workspace.texts().bound("training.checkpoint_every.end"));
        labelled("training.checkpoint_every", checkpoints);
        labelled("training.data", new DataChoice(workspace).view());
    }

    Node view() {
        return view;
    }

    private Button button(String id) {
        Commands commands = workspace.commands();
        Button button = commands.button(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** Pause and resume share a place. */
    private Button onlyWhile(Button button, TrainingState state, boolean shown) {
        button.visibleProperty()
                .bind(Bindings.createBooleanBinding(() -> (session.state().get() == state) == shown, session.state()));
        button.managedProperty().bind(button.visibleProperty());
        return button;
    }

    private void labelled(String key, Node control) {
        Label label = new Label();
        label.getStyleClass().add("training-hint");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.textProperty().bind(workspace.texts().bound(key));
        label.setLabelFor(control);
        control.accessibleTextProperty().bind(workspace.texts().bound(key));
        HBox pair = new HBox(6, label, control);
        pair.getStyleClass().add("training-choice");
        pair.disableProperty().bind(session.canStop());
        view.getChildren().add(pair);
    }

    private TextField field(String name, StringProperty value, TrainForm.Problem problem) {
        TextField field = new TextField();
        field.setId("training." + name);
        field.setPrefColumnCount(DIGITS);
        field.setMinWidth(56);
        field.textProperty().bindBidirectional(value);
        form.problem()
                .subscribe(found -> field.pseudoClassStateChanged(
                        WRONG, found.filter(problem::equals).isPresent()));
        field.setOnAction(
                event -> workspace.commands().get(TrainingCommands.TRAIN).run());
        return field;
    }

    private ComboBox<TrainSettings.Order> order() {
        ComboBox<TrainSettings.Order> orders = Choice.of(
                "training.order",
                workspace.texts(),
                "training.order",
                order -> workspace.texts().now("training.order." + order.name().toLowerCase(Locale.ROOT)));
        orders.getItems().setAll(TrainSettings.Order.values());
        orders.valueProperty().bindBidirectional(form.order());
        return orders;
    }
}
