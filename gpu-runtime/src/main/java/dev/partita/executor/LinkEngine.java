package dev.partita.executor;

import dev.partita.program.Transfer;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * All links, on one thread. A transfer copies its bytes when it starts and completes at start + latency + bytes /
 * bandwidth, or when the copy is done if that is later: so a link is never faster than declared, and a slow copy shows
 * as a slow link. Timers overshoot by 0.1 to 0.2 ms; the thread wakes early and spins the rest.
 */
final class LinkEngine implements AutoCloseable {
    private static final long SPIN_NANOS = 120_000;

    /** What the engine asks of its executor. */
    interface Work {
        Transfer transfer(int task);

        /** Copies the bytes of a transfer. */
        void copy(int task);

        void complete(int task, long startNanos, long copyNanos);

        void fail(Throwable problem);
    }

    private record Flight(int task, long startNanos, long copyNanos, long deadlineNanos) implements Comparable<Flight> {
        @Override
        public int compareTo(Flight other) {
            return Long.compare(deadlineNanos, other.deadlineNanos);
        }
    }

    private final ConcurrentLinkedQueue<Integer> arrivals = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Flight> flights = new PriorityQueue<>();
    private final Work work;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean busy;

    LinkEngine(Work work) {
        this.work = work;
        this.thread = Thread.ofPlatform().name("links").daemon().unstarted(this::run);
        thread.start();
    }

    /** Starts a transfer whose lanes are free. */
    void submit(int task) {
        arrivals.add(task);
        LockSupport.unpark(thread);
    }

    /** True while some transfer is under way. */
    boolean busy() {
        return busy || !arrivals.isEmpty();
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            Integer task = arrivals.poll();
            busy = task != null || !flights.isEmpty();
            if (task != null) {
                start(task);
                continue;
            }
            Flight next = flights.peek();
            if (next == null) {
                LockSupport.park(this);
                continue;
            }
            long left = next.deadlineNanos() - System.nanoTime();
            if (left <= 0) {
                flights.remove();
                work.complete(next.task(), next.startNanos(), next.copyNanos());
            } else if (left > SPIN_NANOS) {
                LockSupport.parkNanos(this, left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void start(int task) {
        long start = System.nanoTime();
        try {
            work.copy(task);
        } catch (RuntimeException | Error problem) {
            work.fail(problem);
            return;
        }
        long copied = System.nanoTime() - start;
        long declared = (long) (work.transfer(task).seconds() * 1e9);
        flights.add(new Flight(task, start, copied, start + declared));
    }
}
