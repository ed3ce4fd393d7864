package dev.partita.program;

import dev.partita.sharding.Mesh;
import java.util.List;
import java.util.Locale;

/**
 * A maximal run of kernels with nothing to wait for from outside in between, on one device or on all of a mesh: then each
 * runs it with its part, and they meet in its collectives.
 *
 * @param loop its number among the loops of {@link TaskGraph}
 * @param stage the pipeline stage it computes, or -1 for what is done once per device
 * @param mesh the devices that run it
 * @param seconds sum of its kernels' costs under the program's profile, collectives included
 * @param collectiveSeconds those of its collectives
 * @param collectiveBytes that each device sends in them
 */
public record Segment(
        int loop,
        Mesh mesh,
        int stage,
        SegmentKind kind,
        List<Step> steps,
        double seconds,
        double collectiveSeconds,
        long collectiveBytes) {
    public Segment {
        steps = List.copyOf(steps);
    }

    /** The first device of the mesh, which stands for all. */
    public int device() {
        return mesh.devices().getFirst();
    }

    /** True if a device runs it. */
    public boolean on(int device) {
        return mesh.devices().contains(device);
    }

    /** For people: {@code F}, {@code B} and {@code W} with the stage, or the kind. */
    public String label() {
        return switch (kind) {
            case FORWARD -> "F" + stage;
            case BACKWARD -> "B" + stage;
            case WEIGHT_GRADIENT -> "W" + stage;
            case BEGIN, REDUCE, NORM, TOTAL, UPDATE -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
