package dev.partita.executor;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Pause and stop. A pause takes hold before the next task of each device. A stop does too, unless some device has begun
 * to change weights: then the step is finished first, so that no step is ever half applied.
 */
final class Gate {
    private enum Phase {
        RUNNING,
        COMMITTED,
        STOPPED
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.RUNNING);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resumed = lock.newCondition();
    private boolean paused;
    private volatile boolean held;
    private volatile boolean stopWanted;

    void stepBegins() {
        held = false;
        phase.set(stopWanted ? Phase.STOPPED : Phase.RUNNING);
    }

    /** True if some device had to wait in this step. */
    boolean held() {
        return held;
    }

    /** Called before a task changes weights. */
    void commit() {
        phase.compareAndSet(Phase.RUNNING, Phase.COMMITTED);
    }

    boolean stopped() {
        return phase.get() == Phase.STOPPED;
    }

    void stop() {
        stopWanted = true;
        phase.compareAndSet(Phase.RUNNING, Phase.STOPPED);
        resume();
    }

    void pause() {
        lock.lock();
        try {
            paused = true;
        } finally {
            lock.unlock();
        }
    }

    void resume() {
        lock.lock();
        try {
            paused = false;
            resumed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean paused() {
        lock.lock();
        try {
            return paused;
        } finally {
            lock.unlock();
        }
    }

    void passOrWait() {
        lock.lock();
        try {
            while (paused && !stopped()) {
                held = true;
                resumed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
