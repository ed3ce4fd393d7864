package dev.partita.ui.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Set;

/** What threads of this process took of the processor; unlike the clock it does not count what others take. */
final class CoreTime {
    /** The thread that lays out and records, and the one that paints; JavaFX names them. */
    static final String JAVAFX = "JavaFX Application Thread";

    static final String RENDERER = "QuantumRenderer-0";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CoreTime() {}

    /** Of the threads with these names together. */
    static double seconds(Set<String> names) {
        long nanos = 0;
        for (var thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && names.contains(thread.getThreadName())) {
                nanos += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos / 1e9;
    }

    static double ofWindow() {
        return seconds(Set.of(JAVAFX, RENDERER));
    }

    static double ofProcess() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
