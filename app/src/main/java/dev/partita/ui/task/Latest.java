package dev.partita.ui.task;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

/** Derives what a view shows off the JavaFX thread; of several requests only the newest is answered. */
public final class Latest {
    /** A thread without work ends by itself. */
    private static final long IDLE_SECONDS = 5;

    private final Executor thread;
    private final AtomicLong newest = new AtomicLong();
    private final Consumer<Throwable> failures;

    /** @param failures who tells the user about a request that failed */
    public Latest(String name, Consumer<Throwable> failures) {
        ThreadPoolExecutor single = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name(name).daemon().factory());
        single.allowCoreThreadTimeOut(true);
        this.thread = single;
        this.failures = failures;
    }

    /** Asks for a value; it is delivered on the JavaFX thread unless something newer was asked for meanwhile. */
    public <T> void request(Supplier<T> work, Consumer<T> delivery) {
        long request = newest.incrementAndGet();
        thread.execute(() -> {
            if (newest.get() != request) {
                return;
            }
            try {
                T found = work.get();
                Platform.runLater(() -> {
                    if (newest.get() == request) {
                        delivery.accept(found);
                    }
                });
            } catch (RuntimeException problem) {
                Platform.runLater(() -> failures.accept(problem));
            }
        });
    }
}
