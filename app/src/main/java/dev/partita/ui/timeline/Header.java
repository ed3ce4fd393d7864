package dev.partita.ui.timeline;

import dev.partita.history.Run;
import dev.partita.quantity.Human;
import dev.partita.timeline.Clock;
import dev.partita.timeline.StepMetrics;
import dev.partita.timeline.Timeline;
import dev.partita.ui.chart.Choice;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.task.Latest;
import dev.partita.ui.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The line above the lanes: what the step amounts to, and what can be chosen. */
final class Header {
    private static final List<Double> SLOWNESS = List.of(1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0, 1e3, 1e4, 1e5);

    private final Texts texts;
    private final TimelineModel model;
    private final Latest runs;
    private final HBox view;

    Header(Workspace workspace, TimelineModel model, CursorPlayer player) {
        this.texts = workspace.texts();
        this.model = model;
        this.runs = new Latest("timeline-runs", workspace.notices()::fail);
        Label summary = new Label();
        summary.textProperty().bind(summary());
        summary.setId("timeline-summary");
        summary.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(summary.textProperty());
        summary.setTooltip(whole);
        HBox.setHgrow(summary, Priority.SOMETIMES);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        view = new HBox(
                summary,
                space,
                filter(),
                toggle("timeline.critical_path", model),
                play(player),
                slowness(player),
                measured());
        view.setAlignment(Pos.CENTER_LEFT);
        view.getStyleClass().add("plot-header");
    }

    Node view() {
        return view;
    }

    private StringBinding summary() {
        return Bindings.createStringBinding(
                () -> String.join("   \u00b7   ", parts().toList()),
                model.predicted(),
                model.measured(),
                model.trial(),
                model.trialRefused(),
                model.criticalPath(),
                texts.messages());
    }

    private Stream<String> parts() {
        Optional<ShownStep> prediction = model.predicted().get();
        Optional<ShownStep> taken = model.measured().get();
        return Stream.of(
                        prediction
                                .flatMap(ShownStep::metrics)
                                .map(metrics -> texts.now(
                                        "timeline.predicted",
                                        Human.seconds(metrics.stepSeconds()),
                                        clock(prediction.flatMap(ShownStep::timeline)))),
                        trial(),
                        prediction.isEmpty()
                                ? Optional.<String>empty()
                                : Optional.of(taken.map(step -> measured(prediction, step))
                                        .orElseGet(() -> texts.now("timeline.not_measured"))),
                        prediction.flatMap(ShownStep::metrics).map(this::losses),
                        prediction
                                .filter(step -> model.criticalPath().get())
                                .flatMap(ShownStep::path)
                                .map(path -> texts.now(
                                        "timeline.path",
                                        path.tasks().size(),
                                        Human.seconds(path.computeSeconds()),
                                        Human.seconds(path.communicationSeconds()))))
                .flatMap(Optional::stream);
    }

    private Optional<String> trial() {
        return model.trialRefused().get()
                ? Optional.of(texts.now("timeline.trial_refused"))
                : model.trial()
                        .get()
                        .map(step -> texts.now(
                                "timeline.trial", Human.seconds(step.lanes().stepSeconds())));
    }

    private String clock(Optional<Timeline> timeline) {
        Clock clock = timeline.map(Timeline::clock).orElse(Clock.DEVICE);
        return texts.now("timeline." + "clock_" + clock.name().toLowerCase(Locale.ROOT));
    }

    private String losses(StepMetrics metrics) {
        return texts.now(
                "timeline.losses",
                Human.percent(metrics.bubbleFraction()),
                Human.percent(metrics.exposedCommunicationFraction()));
    }

    private String measured(Optional<ShownStep> prediction, ShownStep step) {
        double seconds = step.lanes().stepSeconds();
        double predicted = prediction.orElseThrow().lanes().stepSeconds();
        return texts.now(
                "timeline.measured_step",
                Human.seconds(seconds),
                String.format(Locale.ROOT, "%+.1f %%", 100 * (seconds / predicted - 1)));
    }

    private TextField filter() {
        TextField field = new TextField();
        field.setId("timeline-filter");
        field.setPrefColumnCount(9);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.promptTextProperty().bind(texts.bound("timeline.filter"));
        field.accessibleTextProperty().bind(texts.bound("timeline.filter"));
        field.textProperty().bindBidirectional(model.filter());
        return field;
    }

    private ToggleButton toggle(String key, TimelineModel steps) {
        ToggleButton button = new ToggleButton();
        button.setId("timeline-critical");
        button.textProperty().bind(texts.bound(key));
        button.accessibleTextProperty().bind(texts.bound(key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.selectedProperty().bindBidirectional(steps.criticalPath());
        return button;
    }

    private ToggleButton play(CursorPlayer player) {
        ToggleButton button = new ToggleButton();
        button.setId("timeline-play");
        button.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.now(player.playing().get() ? "timeline.pause" : "timeline.play"),
                        player.playing(),
                        texts.messages()));
        button.accessibleTextProperty().bind(button.textProperty());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.selectedProperty().bindBidirectional(player.playing());
        return button;
    }

    private ComboBox<Double> slowness(CursorPlayer player) {
        ComboBox<Double> box = Choice.of(
                "timeline-slowness",
                texts,
                "timeline.slowness",
                factor -> String.format(Locale.ROOT, "%.0f : %.0f", Math.max(1, 1 / factor), Math.max(1, factor)));
        box.getItems().setAll(SLOWNESS);
        box.setValue(100.0);
        model.predicted()
                .subscribe(step -> step.ifPresent(shown ->
                        box.setValue(nearest(CursorPlayer.usual(shown.lanes().stepSeconds())))));
        box.valueProperty().subscribe(factor -> player.slowness().set(factor));
        return box;
    }

    private static double nearest(double factor) {
        return SLOWNESS.stream()
                .reduce((a, b) -> Math.abs(Math.log(b / factor)) < Math.abs(Math.log(a / factor)) ? b : a)
                .orElseThrow();
    }

    /** Which measured step is shown; the list is read when it is opened. */
    private ComboBox<OptionalLong> measured() {
        ComboBox<OptionalLong> box = Choice.of("timeline-run", texts, "timeline.compare", this::name);
        box.getItems().setAll(List.of(OptionalLong.empty()));
        // Before the box hears of it, which shows nothing for a value that it does not have.
        model.run().subscribe(chosen -> {
            if (!box.getItems().contains(chosen)) {
                box.getItems().add(chosen);
            }
        });
        box.valueProperty().bindBidirectional(model.run());
        box.setOnShowing(event -> runs.request(model::runs, found -> offer(box, found)));
        return box;
    }

    private String name(OptionalLong run) {
        if (run.isEmpty()) {
            return texts.now("timeline.this_session");
        }
        return run.getAsLong() == TimelineModel.TRACE
                ? model.trace().get().map(TimelineModel.OpenedTrace::name).orElse("")
                : texts.now("timeline.run", run.getAsLong());
    }

    private void offer(ComboBox<OptionalLong> box, List<Run> found) {
        List<OptionalLong> choices = Stream.of(
                        Stream.of(OptionalLong.empty()),
                        model.trace().get().stream().map(opened -> OptionalLong.of(TimelineModel.TRACE)),
                        found.stream().map(run -> OptionalLong.of(run.id())))
                .flatMap(part -> part)
                .toList();
        if (!box.getItems().equals(choices)) {
            OptionalLong chosen = box.getValue();
            box.getItems().setAll(choices);
            box.setValue(chosen);
        }
    }
}
