package dev.partita.ui.chart;

import dev.partita.ui.look.Look;
import dev.partita.ui.look.Tokens;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;

/** A painted area as large as it is given room for; however often it is asked to, it paints once per pulse. */
public final class Plot extends Region {
    private static final double TEXT_POINTS = 13;

    /** As the window's stylesheet has it: Latin and Chinese alike. */
    private static final String FAMILY = "Noto Sans CJK SC";

    /** What it shows. */
    @FunctionalInterface
    public interface Painter {
        void paint(Brush brush);
    }

    /**
     * What a painter paints with.
     *
     * @param em the height of ordinary text; everything is a multiple of it
     */
    public record Brush(GraphicsContext graphics, Tokens tokens, double width, double height, double em) {
        public Font text() {
            return Font.font(FAMILY, em);
        }

        /** Of what is secondary. */
        public Font small() {
            return Font.font(FAMILY, em * 11 / 13);
        }
    }

    private final Look look;
    private final Painter painter;
    private final Canvas canvas = new Canvas();

    public Plot(Look look, Painter painter) {
        this.look = look;
        this.painter = painter;
        getChildren().add(canvas);
        look.tokens().subscribe(this::repaint);
        look.scale().subscribe(this::repaint);
        setMinSize(0, 0);
    }

    /** The height of ordinary text. */
    public double em() {
        return TEXT_POINTS * look.scale().get();
    }

    public void repaint() {
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, getWidth(), getHeight());
        if (getWidth() > 0 && getHeight() > 0) {
            painter.paint(new Brush(graphics, look.tokens().get(), getWidth(), getHeight(), em()));
        }
    }
}
