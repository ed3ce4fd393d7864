package dev.partita.ui.chart;

import dev.partita.ui.look.Look;
import dev.partita.ui.look.Tokens;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

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

    private final Runnable pulse = this::paintIfNeeded;
    private Subscription following = Subscription.EMPTY;
    private boolean outdated = true;

    public Plot(Look look, Painter painter) {
        this.look = look;
        this.painter = painter;
        getChildren().add(canvas);
        setMinSize(0, 0);
        sceneProperty().subscribe(this::move);
    }

    /** Follows the look only while it is in a window, so that nothing keeps a plot that was taken out. */
    private void move(@Nullable Scene before, @Nullable Scene after) {
        following.unsubscribe();
        if (before != null) {
            before.removePreLayoutPulseListener(pulse);
        }
        if (after != null) {
            after.addPreLayoutPulseListener(pulse);
            following = look.tokens().subscribe(this::repaint).and(look.scale().subscribe(this::repaint));
            repaint();
        }
    }

    /** The height of ordinary text. */
    public double em() {
        return TEXT_POINTS * look.scale().get();
    }

    /** Paints anew with the next pulse, without laying anything out; while it is not shown, once it is. */
    public void repaint() {
        outdated = true;
        if (getScene() != null
                && getScene().getWindow() != null
                && getScene().getWindow().isShowing()) {
            Platform.requestNextPulse();
        } else {
            requestLayout(); // Without a window there are no pulses, but pictures are taken all the same.
        }
    }

    private void paintIfNeeded() {
        if (outdated && shown()) {
            paint();
        }
    }

    private boolean shown() {
        for (Node node = this; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Override
    protected void layoutChildren() {
        if (outdated || canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            paint();
        }
    }

    private void paint() {
        outdated = false;
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, getWidth(), getHeight());
        if (getWidth() > 0 && getHeight() > 0) {
            painter.paint(new Brush(graphics, look.tokens().get(), getWidth(), getHeight(), em()));
        }
    }
}
