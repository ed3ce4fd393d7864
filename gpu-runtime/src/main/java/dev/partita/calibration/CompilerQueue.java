package dev.partita.calibration;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Whether the virtual machine is still compiling. Kernels of ours run up to 30 times as long until they are compiled,
 * which happens in the background and on a busy machine takes seconds; only the queue itself says when it is over.
 */
final class CompilerQueue {
    private static final String ALL_EMPTY =
            "\\s*Current compiles:\\s*C1 compile queue:\\s*Empty\\s*C2 compile queue:\\s*Empty\\s*";

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    /** False too where the virtual machine does not tell. */
    boolean isEmpty() {
        try {
            ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
            Object queue = server.invoke(diagnostics, "compilerQueue", new Object[0], new String[0]);
            return String.valueOf(queue).matches(ALL_EMPTY);
        } catch (JMException notThere) {
            return false;
        }
    }
}
