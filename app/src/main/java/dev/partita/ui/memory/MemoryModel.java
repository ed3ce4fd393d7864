package dev.partita.ui.memory;

import dev.partita.checks.Evaluation;
import dev.partita.plan.Plan;
import dev.partita.program.DeviceProgram;
import dev.partita.simulation.Simulation;
import dev.partita.timeline.LiveTensor;
import dev.partita.timeline.MemoryOverTime;
import dev.partita.timeline.Timeline;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Notices;
import dev.partita.ui.document.Selection;
import dev.partita.ui.task.Latest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What the memory view shows: the devices' memory over the predicted step, one of them or all, and a moment of it. */
final class MemoryModel {
    /** With more, all devices at once would be more than anybody compares by eye. */
    private static final int MOST_AT_ONCE = 96;

    private static final int TENSORS = 40;

    /** With more times the capacity of what is reserved, bands drawn to scale would be too thin to read. */
    private static final long ROOMY = 3;

    /** What was live while a step was really taken: the plan's buffers, at the measured times of their tasks. */
    record MeasuredMemory(MemoryOverTime memory, double stepSeconds) {
        long peakBytes() {
            return memory.liveBytes(memory.peak());
        }
    }

    /** One device over the step. */
    record DeviceSeries(
            MemoryOverTime memory, long capacityBytes, double stepSeconds, Optional<MeasuredMemory> measured) {
        /** What the horizontal axis has to reach. */
        double spanSeconds() {
            return measured.map(step -> Math.max(stepSeconds, step.stepSeconds()))
                    .orElse(stepSeconds);
        }

        boolean over() {
            return memory.reservedBytes() > capacityBytes;
        }

        double peakSeconds() {
            return memory.seconds(memory.peak());
        }

        /** What the vertical axis has to reach: the capacity, unless nearly all of it is free. */
        long topBytes() {
            return roomy() ? memory.reservedBytes() : Math.max(capacityBytes, memory.reservedBytes());
        }

        /** True if the capacity is too far above to be drawn to scale. */
        boolean roomy() {
            return capacityBytes > ROOMY * memory.reservedBytes();
        }
    }

    /** The tensors of a moment of one device. */
    record Moment(int device, boolean peak, double seconds, List<LiveTensor> tensors) {}

    private final Document document;
    private final Selection selection;
    private final Latest derivation;
    private final Latest moments;
    private final ObjectProperty<OptionalInt> device = new SimpleObjectProperty<>(OptionalInt.empty());
    private final ReadOnlyObjectWrapper<List<Integer>> devices = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<DeviceSeries>> series = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Moment>> moment = new ReadOnlyObjectWrapper<>(Optional.empty());

    MemoryModel(Document document, Notices notices) {
        this.document = document;
        this.selection = document.selection();
        this.derivation = new Latest("memory", notices::fail);
        this.moments = new Latest("memory-moment", notices::fail);
        document.evaluation().subscribe(this::derive);
        document.compared().subscribe(this::derive);
        device.subscribe(this::derive);
        selection.device().subscribe(selected -> {
            if (selected.isPresent() && devices.get().contains(selected.getAsInt())) {
                device.set(selected);
            }
        });
        series.subscribe(this::listTensors);
        selection.cursorSeconds().subscribe(this::listTensors);
        derive();
    }

    private void derive() {
        Optional<Timeline> timeline =
                document.evaluation().get().flatMap(Evaluation::simulation).map(Simulation::timeline);
        Optional<Timeline> measured = document.compared().get();
        List<Integer> owning = timeline.map(step -> step.program().devices().stream()
                        .map(DeviceProgram::device)
                        .toList())
                .orElse(List.of());
        devices.set(owning);
        List<Integer> wanted =
                device.get().isPresent() && owning.contains(device.get().getAsInt())
                        ? List.of(device.get().getAsInt())
                        : owning.stream().limit(MOST_AT_ONCE).toList();
        derivation.request(
                () -> timeline.map(step -> wanted.stream()
                                .map(number -> of(step, measured, number))
                                .toList())
                        .orElse(List.of()),
                series::set);
    }

    private static DeviceSeries of(Timeline timeline, Optional<Timeline> measured, int device) {
        Plan plan = timeline.program().plan();
        return new DeviceSeries(
                MemoryOverTime.of(timeline, device),
                plan.cluster().device(device).capacity().count(),
                timeline.stepSeconds(),
                measured.filter(timeline::comparableTo)
                        .map(step -> new MeasuredMemory(MemoryOverTime.of(step, device), step.stepSeconds())));
    }

    /** Of the fullest device in view: at the time cursor if there is one, else at the peak. */
    private void listTensors() {
        Optional<DeviceSeries> fullest = series.get().stream().reduce((a, b) -> peakBytes(b) > peakBytes(a) ? b : a);
        double cursor = selection.cursorSeconds().get();
        moments.request(() -> fullest.map(shown -> moment(shown, cursor)), moment::set);
    }

    private static long peakBytes(DeviceSeries series) {
        return series.memory().liveBytes(series.memory().peak());
    }

    private static Moment moment(DeviceSeries shown, double cursor) {
        MemoryOverTime memory = shown.memory();
        boolean atPeak = Double.isNaN(cursor);
        int at = atPeak ? memory.peak() : memory.momentAt(cursor);
        List<LiveTensor> tensors = memory.tensors(at).stream().limit(TENSORS).toList();
        return new Moment(memory.device(), atPeak, atPeak ? memory.seconds(at) : cursor, tensors);
    }

    /** The device that is shown; empty for all of them. */
    ObjectProperty<OptionalInt> device() {
        return device;
    }

    /** Those that own layers. */
    ReadOnlyObjectProperty<List<Integer>> devices() {
        return devices.getReadOnlyProperty();
    }

    /** Whether a measured step is shown beside the predicted one. */
    boolean showsMeasured() {
        return series.get().stream().anyMatch(shown -> shown.measured().isPresent());
    }

    ReadOnlyObjectProperty<List<DeviceSeries>> series() {
        return series.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Moment>> moment() {
        return moment.getReadOnlyProperty();
    }

    /** Shows the layer that a tensor is there for. */
    void reveal(LiveTensor tensor) {
        if (!tensor.layer().isEmpty()) {
            selection.reveal(List.of(tensor.layer()));
        }
    }
}
