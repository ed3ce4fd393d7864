package dev.partita.program;

import java.util.Arrays;

/** A binary heap of tasks by moment; of equal moments the lower task comes first, so that what it orders repeats. */
public final class TaskHeap {
    private double[] moments = new double[64];
    private int[] tasks = new int[64];
    private int size;

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    /** The earliest moment. */
    public double first() {
        return moments[0];
    }

    public void add(double moment, int task) {
        if (size == tasks.length) {
            moments = Arrays.copyOf(moments, size * 2);
            tasks = Arrays.copyOf(tasks, size * 2);
        }
        int hole = size++;
        while (hole > 0 && before(moment, task, (hole - 1) / 2)) {
            move((hole - 1) / 2, hole);
            hole = (hole - 1) / 2;
        }
        moments[hole] = moment;
        tasks[hole] = task;
    }

    /** Takes the earliest task out. */
    public int remove() {
        int removed = tasks[0];
        double moment = moments[--size];
        int task = tasks[size];
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && before(moments[child + 1], tasks[child + 1], child)) {
                child++;
            }
            if (before(moment, task, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        moments[hole] = moment;
        tasks[hole] = task;
        return removed;
    }

    private boolean before(double moment, int task, int other) {
        return moment < moments[other] || (moment == moments[other] && task < tasks[other]);
    }

    private void move(int from, int to) {
        moments[to] = moments[from];
        tasks[to] = tasks[from];
    }
}
