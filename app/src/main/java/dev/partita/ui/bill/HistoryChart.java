package dev.partita.ui.bill;

import dev.partita.bill.Bill;
import dev.partita.bill.HistoricRun;
import dev.partita.ui.chart.HoverCard;
import dev.partita.ui.chart.Plot;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.Amounts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The compute of well-known trainings over the years, and the plan's as a level across it. */
final class HistoryChart {
    /** How near a dot the pointer has to be, in heights of text. */
    private static final double NEAR = 0.8;

    private static final List<HistoricRun> RUNS = HistoricRun.all();

    private final Texts texts;
    private final BillModel model;
    private final Plot plot;
    private final StackPane ground = new StackPane();
    private final HoverCard card;
    private final VBox view;
    private int chosen = -1;

    HistoryChart(Workspace workspace, BillModel model) {
        this.texts = workspace.texts();
        this.model = model;
        plot = new Plot(workspace.look(), brush -> new HistoryPainter(brush, axes(), texts).paint(compute(), chosen));
        ground.getChildren().add(plot);
        ground.setId("bill.history");
        ground.getStyleClass().add("plot-ground");
        ground.setMinSize(0, 0);
        ground.setFocusTraversable(true);
        card = new HoverCard(ground);
        ground.setOnMouseMoved(event -> at(event).ifPresentOrElse(this::say, card::hide));
        ground.setOnMouseExited(event -> card.hide());
        ground.setOnMousePressed(event -> ground.requestFocus());
        ground.setOnKeyPressed(this::key);
        ground.focusedProperty().subscribe(focused -> choose(-1));
        VBox.setVgrow(ground, Priority.ALWAYS);
        Label title = new Label();
        title.textProperty().bind(texts.bound("bill.chart"));
        title.getStyleClass().addAll("muted", "small", "bill-chart-title");
        view = new VBox(title, ground);
        view.setMinSize(0, 0);
        model.outcome().subscribe(plot::repaint);
        texts.messages().subscribe(messages -> {
            describe();
            plot.repaint();
        });
    }

    Node view() {
        return view;
    }

    private OptionalDouble compute() {
        return model.outcome().get() instanceof Outcome.Reckoned(Bill bill, boolean _)
                ? OptionalDouble.of(bill.petaflopDays())
                : OptionalDouble.empty();
    }

    private HistoryAxes axes() {
        double em = plot.em();
        return new HistoryAxes(
                HistoryAxes.around(compute()),
                4.2 * em,
                0.5 * em,
                ground.getWidth() - em,
                ground.getHeight() - 1.6 * em);
    }

    // ---- pointing --------------------------------------------------------------------------------------------------

    private Optional<HistoricRun> at(MouseEvent event) {
        HistoryAxes axes = axes();
        return RUNS.stream()
                .filter(run -> distance(axes, run, event) <= NEAR * plot.em())
                .min(Comparator.comparingDouble(run -> distance(axes, run, event)));
    }

    private static double distance(HistoryAxes axes, HistoricRun run, MouseEvent event) {
        return Math.hypot(event.getX() - axes.x(run.published()), event.getY() - axes.y(run.high()));
    }

    private void say(HistoricRun run) {
        HistoryAxes axes = axes();
        card.show(words(run), axes.x(run.published()), axes.y(run.high()));
    }

    private String words(HistoricRun run) {
        return texts.now("bill.run", run.model(), run.published(), Amounts.petaflopDays(run));
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case RIGHT -> choose(Math.min(RUNS.size() - 1, chosen + 1));
            case LEFT -> choose(Math.max(0, chosen - 1));
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void choose(int run) {
        chosen = run;
        if (run < 0) {
            card.hide();
        } else {
            say(RUNS.get(run));
        }
        describe();
        plot.repaint();
    }

    private void describe() {
        ground.setAccessibleText(chosen < 0 ? texts.now("bill.chart.accessible") : words(RUNS.get(chosen)));
    }
}
