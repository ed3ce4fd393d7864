package dev.partita.sharding;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Devices as a named array: {@code data=2, tensor=4} over eight devices, the last axis running fastest, so that
 * neighbours along it are neighbours in the list. A rank is a device's number in the list.
 */
public record Mesh(List<Axis> axes, List<Integer> devices) {
    public Mesh {
        axes = List.copyOf(axes);
        devices = List.copyOf(devices);
        long product = 1;
        for (Axis axis : axes) {
            product *= axis.size();
        }
        if (product != devices.size()) {
            throw new Refusal(Sentence.of("engine.mesh.size", describe(axes), product, devices.size()));
        }
        if (new HashSet<>(devices).size() != devices.size()) {
            throw new Refusal(Sentence.of("engine.mesh.twice", devices.toString()));
        }
        if (axes.stream().map(Axis::name).distinct().count() != axes.size()) {
            throw new Refusal(Sentence.of("engine.mesh.axis_twice", describe(axes)));
        }
    }

    /** A device by itself: nothing is divided. */
    public static Mesh of(int device) {
        return new Mesh(List.of(), List.of(device));
    }

    public int ranks() {
        return devices.size();
    }

    /** The axis with this name, or -1. */
    public int axis(String name) {
        for (int axis = 0; axis < axes.size(); axis++) {
            if (axes.get(axis).name().equals(name)) {
                return axis;
            }
        }
        return -1;
    }

    public int coordinate(int rank, int axis) {
        return rank / stride(axis) % axes.get(axis).size();
    }

    /** The ranks that differ from one another along an axis only, a group for each place on the other axes. */
    public List<List<Integer>> groups(int axis) {
        List<List<Integer>> groups = new ArrayList<>();
        for (int rank = 0; rank < ranks(); rank++) {
            if (coordinate(rank, axis) == 0) {
                groups.add(group(rank, axis));
            }
        }
        return groups;
    }

    /** The ranks of a rank's group along an axis, in order. */
    public List<Integer> group(int rank, int axis) {
        int first = rank - coordinate(rank, axis) * stride(axis);
        List<Integer> group = new ArrayList<>();
        for (int i = 0; i < axes.get(axis).size(); i++) {
            group.add(first + i * stride(axis));
        }
        return group;
    }

    /** The devices of rank 0's group along an axis: the others are alike. */
    public List<Integer> firstGroupDevices(int axis) {
        return group(0, axis).stream().map(devices::get).toList();
    }

    private int stride(int axis) {
        int stride = 1;
        for (int inner = axis + 1; inner < axes.size(); inner++) {
            stride *= axes.get(inner).size();
        }
        return stride;
    }

    private static String describe(List<Axis> axes) {
        return axes.stream().map(Axis::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return describe(axes);
    }
}
