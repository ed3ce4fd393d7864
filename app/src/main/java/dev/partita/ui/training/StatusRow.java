package dev.partita.ui.training;

import dev.partita.quantity.Human;
import dev.partita.simulation.Simulation;
import dev.partita.ui.chart.Slot;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.Figures;
import dev.partita.workbench.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Where the run is, how fast, and how fast it was predicted to be. */
final class StatusRow {
    private final Workspace workspace;
    private final RunView run;
    private final HBox view;

    StatusRow(Workspace workspace, RunView run, BooleanProperty logarithmicLoss) {
        this.workspace = workspace;
        this.run = run;
        Label state = new Label();
        state.setId("training.state");
        state.getStyleClass().add("training-state");
        state.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> workspace.texts().now(stateKey()),
                        run.state(),
                        run.result(),
                        workspace.texts().messages()));
        Label figures = new Label();
        figures.setId("training.figures");
        figures.getStyleClass().add("training-figures");
        figures.textProperty().bind(figures());
        Slot slot = new Slot(figures);
        HBox.setHgrow(slot, Priority.ALWAYS);
        CheckBox logarithmic = new CheckBox();
        logarithmic.setId("training.logarithmic");
        logarithmic.setMinWidth(Region.USE_PREF_SIZE);
        logarithmic.textProperty().bind(workspace.texts().bound("training.logarithmic"));
        logarithmic.selectedProperty().bindBidirectional(logarithmicLoss);
        view = new HBox(12, state, progress(), slot, logarithmic);
        view.getStyleClass().add("training-status");
    }

    Node view() {
        return view;
    }

    private String stateKey() {
        boolean stopped = run.result().get().orElse(null) instanceof TrainingResult.Trained trained
                && trained.outcome().stopped();
        return stopped ? "runs.status.stopped" : run.state().get().textKey();
    }

    private ProgressBar progress() {
        ProgressBar bar = new ProgressBar(0);
        bar.getStyleClass().add("training-progress");
        bar.setMinWidth(120);
        bar.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> run.state().get() == TrainingState.PREPARING
                                ? ProgressBar.INDETERMINATE_PROGRESS
                                : (double) run.pace().get().done()
                                        / Math.max(1, run.pace().get().steps()),
                        run.pace(),
                        run.state()));
        bar.visibleProperty().bind(run.state().map(TrainingState::active));
        bar.managedProperty().bind(bar.visibleProperty());
        return bar;
    }

    private StringBinding figures() {
        return Bindings.createStringBinding(
                this::words,
                run.pace(),
                run.state(),
                run.prediction(),
                workspace.texts().messages());
    }

    private String words() {
        Pace pace = run.pace().get();
        List<String> words = new ArrayList<>();
        if (pace.steps() > 0) {
            words.add(text("train.step", pace.done(), pace.steps()));
        }
        pace.loss().ifPresent(loss -> words.add(text("pace.loss", Figures.loss(loss))));
        pace.unitsPerSecond().ifPresent(rate -> words.add(rate(rate)));
        if (run.state().get().active()) {
            pace.secondsLeft().ifPresent(seconds -> words.add(text("training.left", Human.seconds(seconds))));
        }
        return String.join("   ·   ", words);
    }

    private String rate(double measured) {
        Simulation prediction = run.prediction().get().orElseThrow();
        OptionalDouble tokens = prediction.metrics().tokensPerSecond();
        String unit = tokens.isPresent() ? "pace.tokens" : "pace.samples";
        double predicted = tokens.orElse(prediction.metrics().samplesPerSecond());
        return text(unit, Figures.rate(measured)) + " " + text("training.of_predicted", Figures.rate(predicted));
    }

    private String text(String key, Object... values) {
        return workspace.texts().now(key, values);
    }
}
