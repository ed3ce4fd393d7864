package dev.partita.calibration;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Whether the virtual machine is still compiling. Kernels of ours run up to 30 times as long until they are compiled,
 * which happens in the background and on a busy machine takes seconds; only the compiler itself says when it is over.
 */
final class CompilerActivity {
    private static final String ALL_EMPTY =
            "\\s*Current compiles:\\s*C1 compile queue:\\s*Empty\\s*C2 compile queue:\\s*Empty\\s*";

    /** The first stage of compiling takes less than this, the second, which makes kernels quick, more. */
    private static final long LITTLE_MILLIS = 10;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final @Nullable CompilationMXBean compilation = ManagementFactory.getCompilationMXBean();
    private long lastMillis = compiledMillis();

    /** True if nothing waits and next to nothing was compiled since the last call. */
    boolean quietSince() {
        long before = lastMillis;
        lastMillis = compiledMillis();
        return queuesEmpty() && lastMillis - before < LITTLE_MILLIS;
    }

    /** False too where the virtual machine does not tell. */
    boolean queuesEmpty() {
        try {
            ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
            Object queue = server.invoke(diagnostics, "compilerQueue", new Object[0], new String[0]);
            return String.valueOf(queue).matches(ALL_EMPTY);
        } catch (JMException notThere) {
            return false;
        }
    }

    private long compiledMillis() {
        return compilation != null && compilation.isCompilationTimeMonitoringSupported()
                ? compilation.getTotalCompilationTime()
                : 0;
    }
}
