package dev.partita.ui.bill;

import dev.partita.bill.ComputeTrend;
import dev.partita.bill.HistoricRun;
import dev.partita.quantity.Human;
import dev.partita.ui.bill.LabelLayout.Box;
import dev.partita.ui.bill.LabelLayout.Dot;
import dev.partita.ui.chart.Plot;
import dev.partita.ui.chart.Ticks;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.Amounts;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** Paints the history once. */
final class HistoryPainter {
    private static final List<HistoricRun> RUNS = HistoricRun.all();

    /** Names that matter most get their places first: where the story starts, then the largest. */
    private static final List<HistoricRun> BY_RANK = RUNS.stream()
            .sorted(Comparator.comparing((HistoricRun run) -> !run.model().equals("AlexNet"))
                    .thenComparing(Comparator.comparingDouble(HistoricRun::high).reversed()))
            .toList();

    private final Plot.Brush brush;
    private final GraphicsContext graphics;
    private final HistoryAxes axes;
    private final Texts texts;
    private final double em;
    private final Color text;
    private final Color muted;
    private final Color accent;
    private final List<Box> taken = new ArrayList<>();

    HistoryPainter(Plot.Brush brush, HistoryAxes axes, Texts texts) {
        this.brush = brush;
        this.graphics = brush.graphics();
        this.axes = axes;
        this.texts = texts;
        em = brush.em();
        text = brush.tokens().colour("text");
        muted = brush.tokens().colour("muted");
        accent = brush.tokens().colour("accent");
    }

    /** @param chosen index of the run that is pointed at by keys; negative for none */
    void paint(OptionalDouble plan, int chosen) {
        if (axes.right() - axes.left() < 4 * em || axes.bottom() - axes.top() < 4 * em) {
            return;
        }
        graphics.setFont(brush.small());
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setLineWidth(1);
        grid();
        trend(plan);
        plan.ifPresent(this::level);
        names();
        RUNS.forEach(this::dot);
        if (chosen >= 0) {
            HistoricRun run = RUNS.get(chosen);
            graphics.setStroke(text);
            graphics.setLineWidth(2);
            circle(axes.x(run.published()), axes.y(run.high()), radius() + 3);
            graphics.setLineWidth(1);
        }
    }

    private double radius() {
        return 0.26 * em;
    }

    private void circle(double x, double y, double radius) {
        graphics.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    private void grid() {
        graphics.setStroke(brush.tokens().colour("grid"));
        graphics.setFill(muted);
        graphics.setTextAlign(TextAlignment.RIGHT);
        double written = Double.POSITIVE_INFINITY;
        for (double compute :
                Ticks.decades(axes.petaflopDays().from(), axes.petaflopDays().to())) {
            double y = Math.rint(axes.y(compute)) + 0.5;
            graphics.strokeLine(axes.left(), y, axes.right(), y);
            if (written - y >= 1.3 * em) {
                graphics.fillText(decade(compute), axes.left() - 0.5 * em, y);
                written = y;
            }
        }
        graphics.setTextAlign(TextAlignment.CENTER);
        double room = axes.x(HistoryAxes.FIRST_YEAR + 1) - axes.left();
        int every = room > 2.6 * em ? 1 : 2;
        for (int year = HistoryAxes.FIRST_YEAR; year < HistoryAxes.END_YEAR; year += every) {
            double x = Math.rint(axes.x(year)) + 0.5;
            graphics.strokeLine(x, axes.top(), x, axes.bottom());
            graphics.fillText(String.valueOf(year), axes.x(year) + room / 2, axes.bottom() + 0.9 * em);
        }
    }

    private static String decade(double compute) {
        return compute >= 1 ? Human.count(compute) : Amounts.petaflopDays(compute);
    }

    /** From AlexNet to the upper edge. */
    private void trend(OptionalDouble plan) {
        YearMonth from = HistoricRun.named("AlexNet").published();
        YearMonth end = YearMonth.of(HistoryAxes.END_YEAR - 1, 12);
        YearMonth top = ComputeTrend.reaches(axes.petaflopDays().to());
        YearMonth to = top.isBefore(end) ? top : end;
        double x = axes.x(to);
        double y = Math.max(axes.top(), axes.y(ComputeTrend.petaflopDays(to)));
        graphics.setStroke(muted);
        graphics.setLineDashes(4, 4);
        graphics.strokeLine(axes.x(from), axes.y(ComputeTrend.petaflopDays(from)), x, y);
        graphics.setLineDashes();
        avoid(axes.x(from), axes.y(ComputeTrend.petaflopDays(from)), x, y);
        trendName(plan);
    }

    /** Above the line, where no training lies, and not on the plan's level. */
    private void trendName(OptionalDouble plan) {
        double compute = axes.petaflopDays().to() / 30;
        if (plan.isPresent() && Math.abs(axes.y(compute) - axes.y(plan.getAsDouble())) < em) {
            compute /= 10;
        }
        String words = texts.now("bill.chart.trend", String.valueOf(ComputeTrend.DOUBLING_MONTHS));
        double right = axes.x(ComputeTrend.reaches(compute)) - 0.8 * em;
        graphics.setFill(muted);
        graphics.setTextAlign(TextAlignment.RIGHT);
        graphics.fillText(words, right, axes.y(compute));
        take(right - width(words), axes.y(compute), width(words));
    }

    /** Names do not lie on a slanted line. */
    private void avoid(double fromX, double fromY, double toX, double toY) {
        int pieces = (int) Math.ceil(Math.hypot(toX - fromX, toY - fromY) / (0.4 * em));
        for (int i = 0; i <= pieces; i++) {
            double share = (double) i / Math.max(1, pieces);
            taken.add(new Box(fromX + share * (toX - fromX) - 2, fromY + share * (toY - fromY) - 2, 4, 4));
        }
    }

    private void level(double plan) {
        double y = axes.y(plan);
        graphics.setStroke(accent);
        graphics.setLineWidth(2);
        graphics.strokeLine(axes.left(), y, axes.right(), y);
        graphics.setLineWidth(1);
        taken.add(new Box(axes.left(), y - 2, axes.right() - axes.left(), 4));
        YearMonth crossing = ComputeTrend.reaches(plan);
        String words = texts.now("bill.chart.level", Amounts.petaflopDays(plan), crossing);
        double line = y - 1.4 * em < axes.top() ? y + 0.8 * em : y - 0.8 * em;
        graphics.setFill(accent);
        graphics.setTextAlign(TextAlignment.RIGHT);
        graphics.fillText(words, axes.right() - 0.4 * em, line);
        take(axes.right() - 0.4 * em - width(words), line, width(words));
        if (axes.x(crossing) >= axes.left() && axes.x(crossing) <= axes.right()) {
            circle(axes.x(crossing), y, 0.35 * em);
        }
    }

    private void take(double left, double middle, double width) {
        taken.add(new Box(left, middle - 0.6 * em, width, 1.2 * em));
    }

    private double width(String words) {
        Text measured = new Text(words);
        measured.setFont(brush.small());
        return measured.getLayoutBounds().getWidth();
    }

    private void names() {
        Box ground = new Box(axes.left(), axes.top(), axes.right() - axes.left(), axes.bottom() - axes.top());
        List<Dot> dots = BY_RANK.stream().map(this::placed).toList();
        List<Optional<Box>> places = LabelLayout.place(dots, taken, ground);
        graphics.setTextAlign(TextAlignment.LEFT);
        for (int i = 0; i < dots.size(); i++) {
            if (places.get(i).isPresent()) {
                name(BY_RANK.get(i).model(), dots.get(i), places.get(i).get());
            }
        }
    }

    private Dot placed(HistoricRun run) {
        return new Dot(axes.x(run.published()), axes.y(run.high()), radius(), width(run.model()), em);
    }

    /** A name, tied to its dot where it could not stay near. */
    private void name(String name, Dot dot, Box place) {
        double x = Math.clamp(dot.x(), place.x(), place.x() + place.width());
        double y = Math.clamp(dot.y(), place.y(), place.y() + place.height());
        if (Math.hypot(x - dot.x(), y - dot.y()) > em) {
            graphics.setStroke(muted);
            graphics.setGlobalAlpha(0.5);
            graphics.strokeLine(dot.x(), dot.y(), x, y);
            graphics.setGlobalAlpha(1);
        }
        graphics.setFill(text);
        graphics.fillText(name, place.x(), place.y() + place.height() / 2);
    }

    /** Filled where the figure is exact, else a ring; a bar where two ways of counting differ. */
    private void dot(HistoricRun run) {
        double x = axes.x(run.published());
        double y = axes.y(run.high());
        graphics.setStroke(muted);
        graphics.strokeLine(x, y, x, axes.y(run.low()));
        graphics.setFill(
                run.bound() == HistoricRun.Bound.EXACT ? muted : brush.tokens().colour("panel"));
        graphics.fillOval(x - radius(), y - radius(), 2 * radius(), 2 * radius());
        circle(x, y, radius());
    }
}
