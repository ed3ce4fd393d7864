package dev.partita.ui.roofline;

import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import dev.partita.tensor.DataType;
import dev.partita.timeline.KernelDot;
import dev.partita.timeline.KernelFamily;
import dev.partita.timeline.Roofline;
import dev.partita.ui.chart.HoverCard;
import dev.partita.ui.chart.LogAxis;
import dev.partita.ui.chart.Plot;
import dev.partita.ui.chart.Ticks;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.look.Tokens;
import dev.partita.workbench.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** The roofs of a kind of device with its kernels below them, both axes logarithmic. */
final class RooflineChart {
    /** How near a dot the pointer has to be, in heights of text. */
    private static final double NEAR = 0.46;

    private final Workspace workspace;
    private final RooflineModel model;
    private final Plot plot;
    private final StackPane view;
    private final HoverCard card;

    RooflineChart(Workspace workspace, RooflineModel model) {
        this.workspace = workspace;
        this.model = model;
        plot = new Plot(workspace.look(), this::paint);
        view = new StackPane(plot);
        view.setId("roofline-chart");
        view.getStyleClass().add("plot-ground");
        view.setMinSize(0, 0);
        view.setFocusTraversable(true);
        view.accessibleTextProperty().bind(workspace.texts().bound("roofline.accessible"));
        card = new HoverCard(view);
        view.setOnMouseMoved(event ->
                at(event).ifPresentOrElse(dot -> card.show(text(dot), event.getX(), event.getY()), card::hide));
        view.setOnMouseExited(event -> card.hide());
        view.setOnMousePressed(event -> {
            view.requestFocus();
            at(event).ifPresent(model::select);
        });
        view.setOnKeyPressed(this::key);
        model.rooflines().subscribe(plot::repaint);
        model.chosen().subscribe(plot::repaint);
        model.selected().subscribe(plot::repaint);
        workspace.document().selection().layers().subscribe(plot::repaint);
        workspace.texts().messages().subscribe(plot::repaint);
    }

    StackPane view() {
        return view;
    }

    private void key(KeyEvent event) {
        if (event.getCode() == KeyCode.RIGHT || event.getCode() == KeyCode.LEFT) {
            model.step(event.getCode() == KeyCode.RIGHT ? 1 : -1);
            event.consume();
        }
    }

    // ---- places --------------------------------------------------------------------------------------------------

    private double left() {
        return 6.5 * plot.em();
    }

    private double bottom() {
        return view.getHeight() - 2.8 * plot.em();
    }

    private double top() {
        return 0.7 * plot.em();
    }

    private double right() {
        return view.getWidth() - 2 * plot.em();
    }

    private double x(Roofline roofline, double flopsPerByte) {
        return left() + RooflineModel.intensities(roofline).share(flopsPerByte) * (right() - left());
    }

    private double y(Roofline roofline, double flopsPerSecond) {
        return bottom() - RooflineModel.rates(roofline).share(flopsPerSecond) * (bottom() - top());
    }

    private double radius(Roofline roofline, KernelDot dot) {
        double share = dot.secondsPerStep() / roofline.totalSeconds();
        return plot.em() * (0.25 + 1.1 * Math.sqrt(share));
    }

    /** The dot under the pointer; of several the smallest. */
    private Optional<KernelDot> at(MouseEvent event) {
        return model.shown()
                .flatMap(roofline -> RooflineModel.placed(roofline).stream()
                        .filter(dot -> Math.hypot(
                                        event.getX() - x(roofline, dot.flopsPerByte()),
                                        event.getY() - y(roofline, dot.flopsPerSecond()))
                                <= Math.max(NEAR * plot.em(), radius(roofline, dot)))
                        .min(Comparator.comparingDouble(KernelDot::secondsPerStep)));
    }

    // ---- painting ------------------------------------------------------------------------------------------------

    private void paint(Plot.Brush brush) {
        brush.graphics().setTextBaseline(VPos.CENTER);
        brush.graphics().setFont(brush.small());
        model.shown().ifPresent(roofline -> {
            axes(brush, roofline);
            roofs(brush, roofline);
            RooflineModel.placed(roofline).forEach(dot -> dot(brush, roofline, dot));
            RooflineModel.placed(roofline)
                    .forEach(dot -> model.measuredRate(dot).ifPresent(rate -> measured(brush, roofline, dot, rate)));
            RooflineModel.placed(roofline).stream()
                    .filter(model::concerned)
                    .forEach(dot -> ring(brush, roofline, dot, 1));
            model.selected().get().ifPresent(dot -> ring(brush, roofline, dot, 2.5));
        });
    }

    private void axes(Plot.Brush brush, Roofline roofline) {
        GraphicsContext graphics = brush.graphics();
        graphics.setStroke(brush.tokens().colour("grid"));
        graphics.setFill(brush.tokens().colour("muted"));
        LogAxis intensities = RooflineModel.intensities(roofline);
        graphics.setTextAlign(TextAlignment.CENTER);
        for (double value : Ticks.decades(intensities.from(), intensities.to())) {
            double x = Math.rint(x(roofline, value)) + 0.5;
            graphics.strokeLine(x, top(), x, bottom());
            graphics.fillText(figure(value), x, bottom() + 0.8 * brush.em());
        }
        LogAxis rates = RooflineModel.rates(roofline);
        graphics.setTextAlign(TextAlignment.RIGHT);
        double written = Double.POSITIVE_INFINITY;
        for (double value : Ticks.decades(rates.from(), rates.to())) {
            double y = Math.rint(y(roofline, value)) + 0.5;
            graphics.strokeLine(left(), y, right(), y);
            if (written - y >= 1.2 * brush.em()) {
                graphics.fillText(Human.flopsRate(value), left() - 0.5 * brush.em(), y);
                written = y;
            }
        }
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.fillText(workspace.texts().now("roofline.x"), (left() + right()) / 2, bottom() + 2 * brush.em());
    }

    private static String figure(double value) {
        return value < 1 ? String.format(Locale.ROOT, "%s", value) : Human.count(value);
    }

    private void roofs(Plot.Brush brush, Roofline roofline) {
        GraphicsContext graphics = brush.graphics();
        LogAxis intensities = RooflineModel.intensities(roofline);
        double lowest = RooflineModel.rates(roofline).from();
        graphics.setStroke(brush.tokens().colour("text"));
        graphics.setFill(brush.tokens().colour("text"));
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setLineWidth(1.5);
        names(roofline).forEach((peak, types) -> {
            double ridge = peak / roofline.bytesPerSecond();
            double start = Math.max(intensities.from(), lowest / roofline.bytesPerSecond());
            double y = y(roofline, peak);
            graphics.strokeLine(
                    x(roofline, start), y(roofline, start * roofline.bytesPerSecond()), x(roofline, ridge), y);
            graphics.strokeLine(x(roofline, ridge), y, right(), y);
            graphics.fillText(
                    types + "  " + Human.flopsRate(peak), x(roofline, ridge) + 0.5 * brush.em(), y - 0.7 * brush.em());
        });
        graphics.setLineWidth(1);
    }

    /** The data types of each flat roof; several may share one. */
    static Map<Double, String> names(Roofline roofline) {
        Map<Double, String> names = new TreeMap<>();
        roofline.flopsPerSecond().forEach((type, peak) -> names.merge(peak, name(type), (a, b) -> a + ", " + b));
        return names;
    }

    private static String name(DataType type) {
        return switch (type) {
            case FLOAT64 -> "fp64";
            case FLOAT32 -> "fp32";
            case FLOAT16 -> "fp16";
            case BFLOAT16 -> "bf16";
            case INT32 -> "int32";
            case UINT8 -> "uint8";
        };
    }

    private void dot(Plot.Brush brush, Roofline roofline, KernelDot dot) {
        GraphicsContext graphics = brush.graphics();
        double radius = radius(roofline, dot);
        double x = x(roofline, dot.flopsPerByte());
        double y = y(roofline, dot.flopsPerSecond());
        Color colour = colour(brush.tokens(), dot.family());
        graphics.setFill(colour);
        graphics.setGlobalAlpha(0.6);
        graphics.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        graphics.setGlobalAlpha(1);
        graphics.setStroke(colour);
        graphics.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** A bar at the measured rate, tied to its predicted dot. */
    private void measured(Plot.Brush brush, Roofline roofline, KernelDot dot, double flopsPerSecond) {
        GraphicsContext graphics = brush.graphics();
        double x = x(roofline, dot.flopsPerByte());
        double y = Math.clamp(y(roofline, flopsPerSecond), top(), bottom());
        double half = 0.55 * plot.em();
        graphics.setStroke(brush.tokens().colour("text"));
        graphics.strokeLine(x, y(roofline, dot.flopsPerSecond()), x, y);
        graphics.setLineWidth(2);
        graphics.strokeLine(x - half, y, x + half, y);
        graphics.setLineWidth(1);
    }

    private void ring(Plot.Brush brush, Roofline roofline, KernelDot dot, double thickness) {
        double radius = radius(roofline, dot) + 3;
        brush.graphics().setStroke(brush.tokens().colour("text"));
        brush.graphics().setLineWidth(thickness);
        brush.graphics()
                .strokeOval(
                        x(roofline, dot.flopsPerByte()) - radius,
                        y(roofline, dot.flopsPerSecond()) - radius,
                        2 * radius,
                        2 * radius);
        brush.graphics().setLineWidth(1);
    }

    /** Families in the colours that can be told apart. */
    static Color colour(Tokens tokens, KernelFamily family) {
        return tokens.device(family.ordinal());
    }

    // ---- words ---------------------------------------------------------------------------------------------------

    private String text(KernelDot dot) {
        Messages messages = workspace.texts().messages().getValue();
        Roofline roofline = model.shown().orElseThrow();
        double best = roofline.flopsPerSecond().keySet().stream()
                .mapToDouble(type -> roofline.roof(type, dot.flopsPerByte()))
                .max()
                .orElse(Double.NaN);
        String time = messages.text(
                "roofline.dot_time",
                Human.percent(dot.secondsPerStep() / roofline.totalSeconds()),
                Human.seconds(dot.secondsPerStep()));
        return String.join(
                "\n",
                messages.text("roofline.dot", dot.name(), dot.calls()),
                messages.text(
                        "roofline.dot_numbers",
                        Human.flopsRate(dot.flopsPerSecond()),
                        figure(Math.rint(dot.flopsPerByte() * 100) / 100),
                        Human.percent(dot.flopsPerSecond() / best)),
                dot.estimated() ? time + " (" + messages.text("roofline.dot_estimated") + ")" : time,
                measured(messages, dot),
                layers(messages, dot.layers()));
    }

    private String measured(Messages messages, KernelDot dot) {
        OptionalDouble rate = model.measuredRate(dot);
        return rate.isEmpty()
                ? messages.text("roofline.not_measured")
                : messages.text(
                        "roofline.dot_measured",
                        Human.flopsRate(rate.getAsDouble()),
                        Figures.difference(dot.flopsPerSecond(), rate.getAsDouble()));
    }

    private static String layers(Messages messages, List<String> layers) {
        int most = 3;
        String first = String.join(", ", layers.subList(0, Math.min(most, layers.size())));
        return layers.size() > most ? messages.text("roofline.dot_layers", first, layers.size() - most) : first;
    }
}
