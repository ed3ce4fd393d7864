package dev.partita.ui.measure;

import dev.partita.ui.measure.Samples.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** Waits for the window and moves it on, frame by frame. To be called from the process's main thread. */
final class Frames {
    private static final int WARM_UP = 60;
    private static final int COUNTED = 240;

    private Frames() {}

    /** Does something before every frame and counts what frames cost, from one to the next. */
    static Samples measure(String name, Runnable move) {
        CompletableFuture<List<Cost>> done = new CompletableFuture<>();
        onScreen(() -> new AnimationTimer() {
            private final List<Cost> costs = new ArrayList<>();
            private int frame;
            private long lastNanos;
            private double lastCoreSeconds;

            @Override
            public void handle(long any) {
                long nanos = System.nanoTime();
                double coreSeconds = CoreTime.ofWindow();
                if (frame++ > WARM_UP) {
                    costs.add(new Cost((nanos - lastNanos) / 1e9, coreSeconds - lastCoreSeconds));
                }
                lastNanos = nanos;
                lastCoreSeconds = coreSeconds;
                if (costs.size() == COUNTED) {
                    stop();
                    done.complete(costs);
                } else {
                    move.run();
                }
            }
        }.start());
        return new Samples(name, done.join());
    }

    /** Returns once something is so and the frame that shows it is painted. */
    static void await(BooleanSupplier condition) {
        CompletableFuture<Void> painted = new CompletableFuture<>();
        onScreen(() -> new AnimationTimer() {
            private int since;

            @Override
            public void handle(long any) {
                since = condition.getAsBoolean() ? since + 1 : 0;
                if (since == 3) { // recorded after the first, painted after the second
                    stop();
                    painted.complete(null);
                }
            }
        }.start());
        painted.join();
    }

    static void onScreen(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (RuntimeException | Error problem) {
                done.completeExceptionally(problem);
            }
        });
        done.join();
    }
}
