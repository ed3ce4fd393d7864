package dev.partita.ui.timeline;

import dev.partita.ui.document.Selection;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/** Lets the time cursor run through the step, again and again, as slowly or quickly as is wanted. */
final class CursorPlayer {
    private static final double NANOS = 1e9;

    /** A step played at first takes about this long. */
    private static final double FIRST_SECONDS = 10;

    /** How often per second other views have to follow. */
    private static final double UPDATES = 30;

    private final TimelineModel model;
    private final Selection selection;
    private final BooleanProperty playing = new SimpleBooleanProperty();
    private final DoubleProperty slowness = new SimpleDoubleProperty(1);
    private long lastNanos;

    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            if (now - lastNanos >= NANOS / UPDATES) {
                advance((now - lastNanos) / NANOS);
                lastNanos = now;
            }
        }
    };

    CursorPlayer(TimelineModel model, Selection selection) {
        this.model = model;
        this.selection = selection;
        playing.subscribe(this::startOrStop);
    }

    private void startOrStop() {
        if (playing.get()) {
            lastNanos = System.nanoTime();
            timer.start();
        } else {
            timer.stop();
        }
    }

    /** The power of ten that shows a step of this length in about ten seconds. */
    static double usual(double stepSeconds) {
        return Math.pow(10, Math.rint(Math.log10(FIRST_SECONDS / stepSeconds)));
    }

    /** Moves the cursor as far as it gets in this time; from the end it starts anew. */
    void advance(double seconds) {
        double total = model.axis().get().totalSeconds();
        double now = selection.cursorSeconds().get();
        double next = (Double.isNaN(now) ? 0 : now) + seconds / slowness.get();
        selection.cursorSeconds().set(next > total ? next % total : next);
    }

    BooleanProperty playing() {
        return playing;
    }

    /** How many times slower than the step; less than 1 is quicker. */
    DoubleProperty slowness() {
        return slowness;
    }
}
