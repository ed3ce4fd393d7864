package dev.partita.ui;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testfx.framework.junit5.ApplicationTest;

/**
 * Fails a test of the window in which the JavaFX thread was not free for more than 100 ms, and says what it did then.
 * JUnit finds it by itself, so that it watches every such test.
 *
 * <p>What counts is the core time that the thread took, and the time that it waited for somebody else: what other
 * processes take of the machine fails no test. What a process does for the first time loads classes and runs
 * interpreted, so that one second is allowed the first time that something is seen to be slow. JavaFX gives a view that
 * is new, such as that of a project just opened, its styles in one piece that nobody can divide: that may take as long
 * each time. What opens the window before a test is not watched.
 */
public final class ScreenWatch implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
    private static final long LIMIT_NANOS = 100_000_000;
    private static final long FIRST_LIMIT_NANOS = 1_000_000_000;
    private static final long LOOK_MILLIS = 5;
    private static final String JAVAFX = "JavaFX Application Thread";
    private static final String OURS = "dev.partita.";

    /** What was slow once in this process. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ConcurrentLinkedQueue<String> offences = new ConcurrentLinkedQueue<>();
    private volatile boolean watching;
    private volatile Thread watch = Thread.currentThread();

    @Override
    public void beforeTestExecution(ExtensionContext test) {
        boolean ofWindow =
                test.getTestInstance().filter(ApplicationTest.class::isInstance).isPresent();
        if (ofWindow && !test.getRequiredTestClass().equals(ScreenWatchTest.class)) {
            begin();
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext test) throws InterruptedException {
        List<String> found = end();
        if (!found.isEmpty() && test.getExecutionException().isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), found));
        }
    }

    void begin() {
        offences.clear();
        watching = true;
        watch = Thread.ofPlatform().daemon().name("screen watch").start(this::watch);
    }

    /** What kept the thread busy since {@link #begin()}; nothing if it never began. */
    List<String> end() throws InterruptedException {
        if (!watching) {
            return List.of();
        }
        watching = false;
        watch.join(10_000);
        return List.copyOf(offences);
    }

    private void watch() {
        Thread screen = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(JAVAFX))
                .findFirst()
                .orElseThrow();
        while (watching) {
            beat(screen);
        }
    }

    /** Asks the thread to answer, and looks at what it does until then. */
    private void beat(Thread screen) {
        AtomicLong answered = new AtomicLong();
        long coreNanos = THREADS.getThreadCpuTime(screen.threadId());
        Platform.runLater(() -> answered.set(THREADS.getCurrentThreadCpuTime()));
        Map<List<StackTraceElement>, Integer> seen = new HashMap<>();
        long waitedNanos = 0;
        while (answered.get() == 0 && watching) {
            long looked = System.nanoTime();
            sleep();
            StackTraceElement[] stack = screen.getStackTrace();
            if (answered.get() == 0) {
                seen.merge(List.of(stack), 1, Integer::sum);
                waitedNanos += waits(screen, stack) ? Math.min(System.nanoTime() - looked, 2_000_000 * LOOK_MILLIS) : 0;
            }
        }
        if (answered.get() != 0) {
            double copying = share(seen);
            seen.keySet().removeIf(ScreenWatch::copiesToNoScreen);
            judge((long) ((answered.get() - coreNanos + waitedNanos) * (1 - copying)), seen);
        }
    }

    /** Whether it waits for something of ours; for the renderer it waits in JavaFX's own code. */
    private static boolean waits(Thread screen, StackTraceElement[] stack) {
        return screen.getState() != Thread.State.RUNNABLE
                && Arrays.stream(stack)
                        .filter(frame -> !frame.getClassName().startsWith("java."))
                        .filter(frame -> !frame.getClassName().startsWith("jdk."))
                        .findFirst()
                        .filter(frame -> frame.getClassName().startsWith(OURS))
                        .isPresent();
    }

    /** The headless platform copies every picture pixel by pixel on this thread; a screen has hardware for that. */
    private static boolean copiesToNoScreen(List<StackTraceElement> stack) {
        return !stack.isEmpty() && stack.getFirst().getClassName().endsWith(".HeadlessWindow");
    }

    private static double share(Map<List<StackTraceElement>, Integer> seen) {
        int all = seen.values().stream().mapToInt(Integer::intValue).sum();
        int copying = seen.entrySet().stream()
                .filter(look -> copiesToNoScreen(look.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return all == 0 ? 0 : (double) copying / all;
    }

    private static void sleep() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(long nanos, Map<List<StackTraceElement>, Integer> seen) {
        if (nanos <= LIMIT_NANOS) {
            return;
        }
        List<StackTraceElement> most = seen.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(List.of());
        boolean allowed = SEEN.add(culprit(most)) || styling(most);
        if (!allowed || nanos > FIRST_LIMIT_NANOS) {
            offences.add("The JavaFX thread was busy for " + nanos / 1_000_000 + " ms, seen most in:"
                    + most.stream()
                            .map(frame -> System.lineSeparator() + "    at " + frame)
                            .collect(Collectors.joining()));
        }
    }

    private static boolean styling(List<StackTraceElement> stack) {
        return stack.stream()
                .anyMatch(frame -> frame.getMethodName().equals("processCSS")
                        || frame.getClassName().startsWith("com.sun.javafx.css."));
    }

    /** The innermost method of ours that was at work; JavaFX's own work is told apart by what began it. */
    private static String culprit(List<StackTraceElement> stack) {
        return stack.stream()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .filter(name -> name.startsWith(OURS))
                .findFirst()
                .orElseGet(() -> stack.stream()
                        .map(StackTraceElement::getMethodName)
                        .filter(name -> name.startsWith("do") || name.endsWith("Pass"))
                        .findFirst()
                        .orElse(""));
    }
}
