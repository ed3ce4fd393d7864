package dev.partita.timeline;

import dev.partita.program.Program;
import dev.partita.program.TaskGraph;
import dev.partita.program.Transfer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Sums up lanes in one pass over a timeline. Every lane is a subsequence of the program's order, so its tasks arrive in
 * the order of their starts and nothing needs sorting.
 */
final class LaneUse {
    private static final class Lanes {
        final Intervals compute = new Intervals();
        final Intervals send = new Intervals();
        final Intervals receive = new Intervals();
        double busySeconds;
        double waitSeconds;
        /** Of segments' own collectives, in which the device does not compute. */
        double meetingSeconds;
    }

    private record Route(int from, int to) implements Comparable<Route> {
        @Override
        public int compareTo(Route other) {
            return from != other.from ? Integer.compare(from, other.from) : Integer.compare(to, other.to);
        }
    }

    private static final class Traffic {
        final Intervals messages = new Intervals();
        long bytes;
    }

    private final Timeline timeline;
    private final double fromSeconds;
    private final double toSeconds;
    private final TreeMap<Integer, Lanes> lanes = new TreeMap<>();
    private final TreeMap<Route, Traffic> routes = new TreeMap<>();

    /** Of the whole step. */
    LaneUse(Timeline timeline) {
        this(timeline, 0, Double.POSITIVE_INFINITY);
    }

    /** Of what lies between two moments; a task that is cut counts in proportion. */
    LaneUse(Timeline timeline, double fromSeconds, double toSeconds) {
        this.timeline = timeline;
        this.fromSeconds = fromSeconds;
        this.toSeconds = toSeconds;
        Program program = timeline.program();
        Lanes[] computing = program.segments().stream()
                .map(segment -> lanes(segment.device()))
                .toArray(Lanes[]::new);
        Lanes[] sending = program.transfers().stream()
                .map(transfer -> lanes(transfer.from()))
                .toArray(Lanes[]::new);
        Lanes[] receiving = program.transfers().stream()
                .map(transfer -> lanes(transfer.to()))
                .toArray(Lanes[]::new);
        Traffic[] traffic = program.transfers().stream().map(this::traffic).toArray(Traffic[]::new);
        double[] collectiveShare = program.segments().stream()
                .mapToDouble(segment -> segment.seconds() > 0 ? segment.collectiveSeconds() / segment.seconds() : 0)
                .toArray();
        TaskGraph tasks = program.tasks();
        int segments = program.segments().size();
        for (int task : tasks.order()) {
            int loop = tasks.loopOf()[task];
            if (outside(task)) {
                continue;
            }
            if (loop < segments) {
                compute(computing[loop], task, collectiveShare[loop]);
                continue;
            }
            int transfer = loop - segments;
            double start = start(task);
            double end = end(task);
            sending[transfer].send.add(start, end);
            receiving[transfer].receive.add(start, end);
            traffic[transfer].messages.add(start, end);
            traffic[transfer].bytes += program.transfers().get(transfer).bytes();
        }
    }

    private boolean outside(int task) {
        return timeline.endSeconds()[task] < fromSeconds || timeline.startSeconds()[task] > toSeconds;
    }

    private double start(int task) {
        return Math.max(fromSeconds, timeline.startSeconds()[task]);
    }

    private double end(int task) {
        return Math.min(toSeconds, timeline.endSeconds()[task]);
    }

    private Lanes lanes(int device) {
        return lanes.computeIfAbsent(device, key -> new Lanes());
    }

    private Traffic traffic(Transfer transfer) {
        return routes.computeIfAbsent(new Route(transfer.from(), transfer.to()), key -> new Traffic());
    }

    private void compute(Lanes device, int task, double collectiveShare) {
        double start = start(task);
        double end = end(task);
        double whole = timeline.endSeconds()[task] - timeline.startSeconds()[task];
        double share = whole > 0 ? (end - start) / whole : 1;
        double busy = Math.min(timeline.busySeconds()[task], whole) * share;
        device.compute.add(start, end);
        device.busySeconds += busy * (1 - collectiveShare);
        device.meetingSeconds += busy * collectiveShare;
        device.waitSeconds += end - start - busy;
    }

    List<DeviceUse> devices(double stepSeconds) {
        List<DeviceUse> uses = new ArrayList<>();
        lanes.forEach((device, used) -> {
            Intervals communicating = used.send.union(used.receive);
            double overlapped = communicating.overlapSeconds(used.compute);
            double exposed = Math.max(0, communicating.totalSeconds() - overlapped) + used.meetingSeconds;
            double idle = Math.max(0, stepSeconds - used.busySeconds - used.waitSeconds - exposed);
            for (int rank : timeline.program().device(device).devices()) {
                uses.add(new DeviceUse(
                        rank,
                        used.busySeconds / stepSeconds,
                        used.waitSeconds / stepSeconds,
                        exposed / stepSeconds,
                        overlapped / stepSeconds,
                        idle / stepSeconds));
            }
        });
        uses.sort(Comparator.comparingInt(DeviceUse::device));
        return uses;
    }

    List<LinkUse> links() {
        List<LinkUse> uses = new ArrayList<>();
        routes.forEach((route, traffic) -> {
            double busy = traffic.messages.totalSeconds();
            double hidden = traffic.messages.overlapSeconds(lanes(route.to()).compute);
            uses.add(new LinkUse(route.from(), route.to(), traffic.bytes, busy, Math.max(0, busy - hidden)));
        });
        return uses;
    }
}
