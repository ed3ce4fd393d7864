package dev.partita.ui.training;

import dev.partita.quantity.Human;
import dev.partita.simulation.Simulation;
import dev.partita.ui.chart.ChartBand;
import dev.partita.ui.chart.ChartLine;
import dev.partita.ui.chart.CurveChart;
import dev.partita.ui.chart.Repaint;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.DeviceClock;
import dev.partita.workbench.Figures;
import dev.partita.workbench.TrainingResult;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The training tab: choices and buttons above; loss, time of a step and devices, or the result, below. */
public final class TrainingPane {
    private static final double RAW_OPACITY = 0.35;

    private final Workspace workspace;
    private final TrainingSession session;
    private final DeviceCards devices;
    private final CurveChart loss;
    private final CurveChart stepTime;
    private final ScrollPane right = new ScrollPane();
    private final VBox view;

    public TrainingPane(Workspace workspace) {
        this(workspace, new LocalTraining(workspace.runtime()));
    }

    TrainingPane(Workspace workspace, TrainingWork work) {
        this.workspace = workspace;
        this.session = new TrainingSession(
                workspace.document(), work, this::inBackground, Platform::runLater, workspace.notices()::tell);
        TrainForm form = new TrainForm();
        TrainingCommands.add(workspace.commands(), workspace.document(), session, form);
        this.devices = new DeviceCards(workspace, session.run());
        this.loss = chart("training.loss", Figures::loss);
        this.stepTime = chart("training.step_time", seconds -> seconds == 0 ? "0" : Human.seconds(seconds));
        stepTime.cutOutliers();
        SplitPane charts = new SplitPane(loss, stepTime, right);
        charts.setDividerPositions(0.4, 0.66);
        VBox.setVgrow(charts, Priority.ALWAYS);
        right.setFitToWidth(true);
        right.getStyleClass().add("training-right");
        this.view = new VBox(
                new TrainBar(workspace, session, form).view(),
                new StatusRow(workspace, session.run(), loss.logarithmic()).view(),
                new MessageStrip(workspace, session, form).view(),
                charts);
        view.setId("training");
        view.getStyleClass().add("training");
        follow();
    }

    public Node view() {
        return view;
    }

    /** False while a run is under way: it should be stopped before its project is left, or knowingly kept. */
    public boolean mayClose() {
        return !session.state().get().active();
    }

    /** Stops the run and goes on once its checkpoint is written. */
    public void stop(Runnable next) {
        session.stop();
        session.whenDone(next);
    }

    /** Does something when no run is under way any more, or now. */
    public void whenDone(Runnable action) {
        session.whenDone(action);
    }

    private void inBackground(Runnable run) {
        workspace.tasks().start(new TrainingTask(session, workspace.texts(), run));
    }

    private CurveChart chart(String titleKey, java.util.function.DoubleFunction<String> vertical) {
        CurveChart chart = new CurveChart(workspace.look(), TrainingPane::step, vertical);
        chart.setId(titleKey);
        chart.title().bind(workspace.texts().bound(titleKey));
        chart.empty().bind(workspace.texts().bound("training.empty"));
        return chart;
    }

    /** Between two steps there is nothing to write. */
    private static String step(double step) {
        return step == Math.rint(step) ? String.valueOf((long) step) : "";
    }

    private void follow() {
        RunView run = session.run();
        run.pace().subscribe(() -> {
            loss.changed();
            stepTime.changed();
        });
        run.prediction().subscribe(this::lines);
        workspace.texts().messages().subscribe(() -> lines(run.prediction().get()));
        lines(run.prediction().get());
        run.result().subscribe(this::result);
        workspace.texts().messages().subscribe(() -> result(run.result().get()));
        Repaint.whenShown(view, () -> {
            loss.changed();
            stepTime.changed();
            devices.changed();
        });
    }

    private void lines(Optional<Simulation> prediction) {
        RunCurves curves = session.run().curves();
        loss.show(
                List.of(
                        new ChartLine(
                                curves.loss,
                                tokens -> tokens.colour("accent").deriveColor(0, 1, 1, RAW_OPACITY),
                                1,
                                text("training.raw")),
                        new ChartLine(
                                curves.smoothedLoss, tokens -> tokens.colour("accent"), 2, text("training.smoothed"))),
                List.of());
        stepTime.show(
                List.of(new ChartLine(
                        curves.stepSeconds, tokens -> tokens.colour("accent"), 1.5, text("train.measured"))),
                prediction.map(this::band).stream().toList());
    }

    /** From devices with cores of their own to devices that share this machine's. */
    private ChartBand band(Simulation prediction) {
        double own = Math.min(DeviceClock.predictedStepSeconds(prediction), prediction.stepSeconds());
        String label = own < prediction.stepSeconds()
                ? text("training.predicted_band", Human.seconds(prediction.stepSeconds()), Human.seconds(own))
                : text("training.predicted_line", Human.seconds(own));
        return new ChartBand(own, prediction.stepSeconds(), tokens -> tokens.colour("good"), label);
    }

    private void result(Optional<TrainingResult> result) {
        right.setContent(
                result.isPresent()
                                && result.get() instanceof TrainingResult.Trained trained
                                && !trained.outcome().losses().isEmpty()
                        ? new ResultTable(workspace.texts(), trained).view()
                        : devices.view());
    }

    private String text(String key, Object... values) {
        return workspace.texts().now(key, values);
    }
}
