package dev.partita.program;

import java.util.Arrays;

/** A growing list of directed edges between tasks, kept as primitive arrays. */
final class EdgeList {
    private int[] from = new int[1024];
    private int[] to = new int[1024];
    private int size;

    void add(int before, int after) {
        if (size == from.length) {
            from = Arrays.copyOf(from, size * 2);
            to = Arrays.copyOf(to, size * 2);
        }
        from[size] = before;
        to[size++] = after;
    }

    /** The start of each task's successors, with their number as last entry. */
    int[] successorStarts(int tasks) {
        int[] starts = new int[tasks + 1];
        for (int i = 0; i < size; i++) {
            starts[from[i] + 1]++;
        }
        for (int task = 0; task < tasks; task++) {
            starts[task + 1] += starts[task];
        }
        return starts;
    }

    int[] successors(int[] starts) {
        int[] next = Arrays.copyOf(starts, starts.length);
        int[] successors = new int[size];
        for (int i = 0; i < size; i++) {
            successors[next[from[i]]++] = to[i];
        }
        return successors;
    }

    int[] predecessorCounts(int tasks) {
        int[] counts = new int[tasks];
        for (int i = 0; i < size; i++) {
            counts[to[i]]++;
        }
        return counts;
    }
}
