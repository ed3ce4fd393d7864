package dev.partita.history;

import java.time.Instant;

/** Tells a process from a later one with the same number by the moment it started. */
final class RunningProcess {
    private RunningProcess() {}

    /** 0 where the operating system does not say. */
    static long startedMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    static boolean isAlive(long number, long startedMillis) {
        return ProcessHandle.of(number)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startedMillis(process) == startedMillis)
                .isPresent();
    }
}
