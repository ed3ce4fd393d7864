package dev.partita.executor;

import dev.partita.kernel.CollectiveKernel;
import dev.partita.sharding.Mesh;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the ranks of a mesh meet in their collectives. All come with their operands; then each computes its share from
 * everybody's; then all leave, not before the declared time of the links is over. The ranks of a group come to their
 * collectives in one order, the program's, so that a group is in one meeting at a time.
 */
final class Meetings {
    /** Parking overshoots by 0.1 to 0.2 ms: the rest is spun. */
    private static final long SPIN_NANOS = 120_000;

    /** Somebody failed or the step was stopped: nobody else will come. */
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("a meeting was abandoned", null, false, false);
        }
    }

    private static final class Group {
        final MemorySegment[][] operands;
        Phaser phaser;
        volatile long begunNanos;

        Group(int ranks) {
            operands = new MemorySegment[ranks][];
            phaser = newPhaser(ranks);
        }

        private Phaser newPhaser(int ranks) {
            return new Phaser(ranks) {
                @Override
                protected boolean onAdvance(int phase, int registered) {
                    if (phase % 2 == 0) {
                        begunNanos = System.nanoTime();
                    }
                    return false;
                }
            };
        }

        void reset() {
            phaser = newPhaser(operands.length);
        }

        void pass() {
            if (phaser.arriveAndAwaitAdvance() < 0) {
                throw new Abandoned();
            }
        }
    }

    private record Key(Mesh mesh, int axis, int group) {}

    private final Map<Key, Group> groups = new HashMap<>();

    /** @param meshes all on which something is executed */
    Meetings(List<Mesh> meshes) {
        for (Mesh mesh : meshes) {
            for (int axis = 0; axis < mesh.axes().size(); axis++) {
                List<List<Integer>> members = mesh.groups(axis);
                for (int group = 0; group < members.size(); group++) {
                    groups.put(
                            new Key(mesh, axis, group),
                            new Group(members.get(group).size()));
                }
            }
        }
    }

    void stepBegins() {
        groups.values().forEach(Group::reset);
    }

    /** Lets everybody go who waits for others, now and later in this step. */
    void abandon() {
        groups.values().forEach(group -> group.phaser.forceTermination());
    }

    /** One rank's way through all its meetings. */
    final class Rank {
        private final Mesh mesh;
        private final List<Group> groupOfAxis = new ArrayList<>();
        private final CollectiveWork work = new CollectiveWork();
        private final int[] coordinates;

        Rank(Mesh mesh, int rank) {
            this.mesh = mesh;
            this.coordinates = new int[mesh.axes().size()];
            for (int axis = 0; axis < coordinates.length; axis++) {
                coordinates[axis] = mesh.coordinate(rank, axis);
                int group = mesh.groups(axis).indexOf(mesh.group(rank, axis));
                groupOfAxis.add(Objects.requireNonNull(groups.get(new Key(mesh, axis, group))));
            }
        }

        /** @param declaredNanos how long the links take */
        void meet(CollectiveKernel kernel, MemorySegment[] operands, long declaredNanos) {
            int rank = coordinates[kernel.axis()];
            if (kernel.passes() == 0) {
                work.alone(kernel, rank, operands);
                return;
            }
            Group group = groupOfAxis.get(kernel.axis());
            group.operands[rank] = operands;
            group.pass();
            work.share(kernel, rank, group.operands);
            group.pass();
            work.settle(kernel, rank, operands);
            await(group.begunNanos + declaredNanos);
        }

        List<Integer> coordinates() {
            List<Integer> list = new ArrayList<>();
            for (int coordinate : coordinates) {
                list.add(coordinate);
            }
            return list;
        }

        Mesh mesh() {
            return mesh;
        }
    }

    private static void await(long deadlineNanos) {
        long left;
        while ((left = deadlineNanos - System.nanoTime()) > 0) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
