package dev.partita.ui.timeline;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.DeviceRanges;
import dev.partita.history.TaskInterval;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.TaskGraph;
import dev.partita.program.Transfer;
import dev.partita.timeline.Lane;
import dev.partita.timeline.Slice;
import dev.partita.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A step as lanes that can be painted, from a timeline or from what a run has kept of one. */
final class StepLanes {
    private record Place(int device, Lane lane) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::device).thenComparing(Place::lane);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** What is known of a slice. */
    private record Entry(int task, Lane lane, String label, int microbatch, double start, double end, long bytes) {}

    private final List<Entry> entries = new ArrayList<>();
    private final TreeMap<Place, List<Integer>> places = new TreeMap<>();
    private final List<Track> tracks;
    private final double stepSeconds;
    private final Map<Integer, Integer> entryOfTask = new HashMap<>();
    private final Map<Integer, List<Integer>> meshes;

    private StepLanes(List<Entry> slices, List<Integer> devices, Map<Integer, List<Integer>> meshes) {
        this.meshes = meshes;
        double step = 0;
        for (int i = 0; i < slices.size(); i++) {
            Entry entry = slices.get(i);
            entries.add(entry);
            places.computeIfAbsent(new Place(devices.get(i), entry.lane()), key -> new ArrayList<>())
                    .add(i);
            step = Math.max(step, entry.end());
            if (entry.task() >= 0) {
                entryOfTask.putIfAbsent(entry.task(), i);
            }
        }
        stepSeconds = step;
        List<Track> made = new ArrayList<>();
        places.forEach((place, numbers) -> made.add(track(place, numbers)));
        tracks = List.copyOf(made);
    }

    static StepLanes of(Timeline timeline) {
        List<Entry> slices = new ArrayList<>();
        List<Integer> devices = new ArrayList<>();
        for (Slice slice : timeline.slices()) {
            slices.add(new Entry(
                    slice.task(),
                    slice.lane(),
                    slice.label(),
                    slice.microbatch(),
                    slice.startSeconds(),
                    slice.endSeconds(),
                    slice.bytes()));
            devices.add(slice.device());
        }
        return new StepLanes(slices, devices, meshes(timeline.program()));
    }

    /** @param program whose tasks are recognised by their names */
    static StepLanes of(List<TaskInterval> kept, Optional<Program> program) {
        Map<String, Integer> names = program.map(StepLanes::names).orElse(Map.of());
        List<Entry> slices = new ArrayList<>();
        List<Integer> devices = new ArrayList<>();
        for (TaskInterval interval : kept) {
            int mark = interval.name().lastIndexOf(" #");
            String label = mark < 0 ? interval.name() : interval.name().substring(0, mark);
            slices.add(new Entry(
                    names.getOrDefault(interval.device() + " " + interval.name(), -1),
                    Lane.valueOf(interval.lane().toUpperCase(Locale.ROOT)),
                    label,
                    mark < 0 ? 0 : Integer.parseInt(interval.name().substring(mark + 2)),
                    interval.startSeconds(),
                    interval.endSeconds(),
                    interval.bytes()));
            devices.add(Integer.parseInt(
                    interval.device().substring(interval.device().indexOf(':') + 1)));
        }
        return new StepLanes(slices, devices, program.map(StepLanes::meshes).orElse(Map.of()));
    }

    /** Tasks by device and name, as a run keeps them. */
    private static Map<String, Integer> names(Program program) {
        TaskGraph tasks = program.tasks();
        Map<String, Integer> names = new HashMap<>();
        for (int task = 0; task < tasks.taskCount(); task++) {
            int loop = tasks.loopOf()[task];
            String turn = " #" + tasks.microbatch(task);
            if (program.isSegment(loop)) {
                Segment segment = program.segments().get(loop);
                names.put(Cluster.deviceName(segment.device()) + " " + segment.label() + turn, task);
            } else {
                Transfer transfer = program.transfer(loop);
                names.put(Cluster.deviceName(transfer.from()) + " " + transfer.name() + turn, task);
                names.put(Cluster.deviceName(transfer.to()) + " " + transfer.name() + turn, task);
            }
        }
        return names;
    }

    private Track track(Place place, List<Integer> numbers) {
        int[] order = numbers.stream()
                .sorted(Comparator.comparingDouble((Integer i) -> entries.get(i).start())
                        .thenComparingDouble(i -> entries.get(i).end()))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] starts = new double[order.length];
        double[] ends = new double[order.length];
        Tone[] tones = new Tone[order.length];
        for (int i = 0; i < order.length; i++) {
            Entry entry = entries.get(order[i]);
            starts[i] = entry.start();
            ends[i] = entry.end();
            tones[i] = Tone.of(entry.lane(), entry.label());
        }
        return new Track(place.device(), place.lane(), order, starts, ends, tones);
    }

    /** By device, then lane. */
    List<Track> tracks() {
        return tracks;
    }

    Optional<Track> track(int device, Lane lane) {
        return tracks.stream()
                .filter(track -> track.device() == device && track.lane() == lane)
                .findFirst();
    }

    /** What the row of a device is called: where it stands for a mesh, by all devices of that. */
    String name(int device) {
        List<Integer> mesh = meshes.get(device);
        return mesh == null ? Cluster.deviceName(device) : DeviceRanges.of(mesh);
    }

    /** The devices of each row: of a mesh all, else one. */
    List<List<Integer>> groups() {
        return devices().stream()
                .map(device -> meshes.getOrDefault(device, List.of(device)))
                .toList();
    }

    /** Of all meshes of a program, by their first devices. */
    private static Map<Integer, List<Integer>> meshes(Program program) {
        Map<Integer, List<Integer>> meshes = new HashMap<>();
        for (DeviceProgram share : program.devices()) {
            if (share.devices().size() > 1) {
                meshes.put(share.device(), share.devices());
            }
        }
        return meshes;
    }

    List<Integer> devices() {
        return tracks.stream().map(Track::device).distinct().toList();
    }

    double stepSeconds() {
        return stepSeconds;
    }

    /** All slices with what is known of each. */
    List<Slice> slices() {
        List<Slice> slices = new ArrayList<>();
        places.forEach((place, numbers) -> numbers.forEach(number -> {
            Entry entry = entries.get(number);
            slices.add(new Slice(
                    entry.task(),
                    place.device(),
                    entry.lane(),
                    entry.label(),
                    -1,
                    entry.microbatch(),
                    entry.start(),
                    entry.end(),
                    entry.bytes()));
        }));
        return slices;
    }

    int size() {
        return entries.size();
    }

    String label(int entry) {
        return entries.get(entry).label();
    }

    int microbatch(int entry) {
        return entries.get(entry).microbatch();
    }

    long bytes(int entry) {
        return entries.get(entry).bytes();
    }

    double start(int entry) {
        return entries.get(entry).start();
    }

    double end(int entry) {
        return entries.get(entry).end();
    }

    /** The task of the program; empty for a run of another plan. */
    OptionalInt task(int entry) {
        int task = entries.get(entry).task();
        return task < 0 ? OptionalInt.empty() : OptionalInt.of(task);
    }

    /** A slice of a task. */
    OptionalInt entryOf(int task) {
        Integer entry = entryOfTask.get(task);
        return entry == null ? OptionalInt.empty() : OptionalInt.of(entry);
    }
}
