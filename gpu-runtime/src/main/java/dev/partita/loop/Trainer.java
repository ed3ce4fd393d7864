package dev.partita.loop;

import dev.partita.data.OrderedSource;
import dev.partita.data.SampleOrder;
import dev.partita.device.Backend;
import dev.partita.executor.DeviceMeter;
import dev.partita.executor.ExecutionFailure;
import dev.partita.executor.ExecutionOptions;
import dev.partita.executor.Executor;
import dev.partita.executor.StepInput;
import dev.partita.executor.StepRecord;
import dev.partita.plan.LearningRate;
import dev.partita.program.DeviceProgram;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run: opens the devices, places the weights, takes the steps, writes checkpoints.
 */
public final class Trainer implements RunControls, AutoCloseable {
    /** Steps left out of the measured time: they load caches and compile hot code. */
    private static final int WARM_UP_STEPS = 3;

    private final TrainingRequest request;
    private final TrainingObserver observer;
    private final Executor executor;
    private final ParameterStore store;
    private final Map<Integer, DeviceMeter.Reading> startReadings = new LinkedHashMap<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<StepRecord> records = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private long step;
    /** Steps that changed the weights. */
    private long updates;

    private LossScale lossScale = LossScale.START;
    private long seed;
    private boolean shuffled;
    private Optional<Path> lastCheckpoint = Optional.empty();

    /**
     * Opens devices and places weights.
     *
     * @throws IOException if a file cannot be read
     * @throws CheckpointMismatch if a file is not of this model
     */
    public Trainer(TrainingRequest request, Backend backend, TrainingObserver observer) throws IOException {
        this.request = request;
        this.observer = observer;
        this.seed = request.seed();
        this.shuffled = request.shuffled();
        this.executor = new Executor(request.program(), backend, ExecutionOptions.DEFAULT);
        this.store = new ParameterStore(executor);
        try {
            placeWeights();
        } catch (IOException | RuntimeException problem) {
            executor.close();
            throw problem;
        }
    }

    private void placeWeights() throws IOException {
        if (request.resumeFrom().isPresent()) {
            Path file = request.resumeFrom().get();
            Map<String, String> metadata = store.readCheckpoint(file);
            step = number(metadata, "step", file);
            updates = metadata.containsKey("updates") ? number(metadata, "updates", file) : step;
            if (metadata.containsKey("loss_scale")) {
                lossScale = new LossScale(
                        number(metadata, "loss_scale", file), (int) number(metadata, "steps_at_loss_scale", file));
            }
            seed = number(metadata, "seed", file);
            shuffled = !"sequential".equals(metadata.get("order"));
        } else if (request.initialWeights().isPresent()) {
            store.readWeights(request.initialWeights().get(), seed);
        } else {
            store.initialize(seed);
        }
    }

    private static long number(Map<String, String> metadata, String key, Path file) {
        try {
            return Long.parseLong(String.valueOf(metadata.get(key)));
        } catch (NumberFormatException missing) {
            throw new CheckpointMismatch(
                    Sentence.of("runtime.checkpoint.metadata", key, String.valueOf(metadata.get(key)), file));
        }
    }

    /** Takes the steps. A stop ends them early and is not an error. */
    public TrainingOutcome run() throws IOException {
        long first = step;
        for (DeviceProgram share : executor.program().devices()) {
            share.devices()
                    .forEach(device ->
                            startReadings.put(device, executor.meter(device).read()));
        }
        observer.ready(step);
        boolean stopped = false;
        try (LiveReadings ignored = new LiveReadings(executor, observer::live)) {
            for (long left = request.steps(); left > 0; left--) {
                takeStep();
                if (request.checkpointEvery() > 0 && step % request.checkpointEvery() == 0 && left > 1) {
                    checkpoint();
                }
            }
        } catch (ExecutionFailure.Stopped stop) {
            stopped = true;
        }
        List<TrainingOutcome.Device> devices = executor.program().devices().stream()
                .flatMap(share -> share.devices().stream().map(device -> device(share, device)))
                .sorted(Comparator.comparingInt(TrainingOutcome.Device::device))
                .toList();
        checkpoint();
        return outcome(stopped, first, devices);
    }

    private void takeStep() {
        LearningRate schedule = request.program().plan().training().learningRate();
        SampleOrder order = shuffled ? new SampleOrder.Shuffled(seed) : new SampleOrder.Sequential();
        double rate = schedule.at(step);
        StepRecord record = executor.runStep(
                new StepInput(seed, step, updates, rate, scale(), new OrderedSource(request.dataset(), order, seed)));
        adaptScale(record);
        losses.add(record.loss());
        if (!executor.held()) {
            seconds.add(record.seconds());
            keep(record);
        }
        observer.stepDone(new StepReport(step, record.loss(), rate, record));
        step++;
    }

    private double scale() {
        return scalesLoss() ? lossScale.scale() : 1;
    }

    private boolean scalesLoss() {
        return request.program().plan().training().precision().scalesLoss();
    }

    private void adaptScale(StepRecord record) {
        updates += record.overflowed() ? 0 : 1;
        if (scalesLoss()) {
            lossScale = lossScale.after(record.overflowed());
            if (lossScale.exhausted()) {
                throw new ExecutionFailure.NonFiniteLoss(Sentence.of("runtime.loss.overflow", step));
            }
        }
    }

    /**
     * Keeps a few records from which the typical step is chosen: the last ones, so that memory stays bounded. Steps that
     * were paused are never typical.
     */
    private void keep(StepRecord record) {
        records.add(record);
        if (records.size() > 32) {
            records.removeFirst();
        }
    }

    @Override
    public void pause() {
        executor.pause();
    }

    @Override
    public void resume() {
        executor.resume();
    }

    @Override
    public void stop() {
        executor.stop();
    }

    /** Writes the weights alone, by canonical name: what {@code --init} reads. */
    public void writeWeights(Path file) throws IOException {
        store.write(file, Map.of("format", "partita", "seed", Long.toString(seed)), false);
    }

    private void checkpoint() throws IOException {
        if (request.checkpointFolder().isEmpty()) {
            return;
        }
        Path folder = Files.createDirectories(request.checkpointFolder().get());
        Path file = Checkpoints.file(folder, step);
        store.write(file, metadata(), true);
        lastCheckpoint = Optional.of(file);
        observer.checkpointWritten(file, step);
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "partita");
        metadata.put("step", Long.toString(step));
        metadata.put("seed", Long.toString(seed));
        metadata.put("order", shuffled ? "shuffled" : "sequential");
        metadata.put("model", request.program().plan().graph().name());
        metadata.put("fingerprint", request.program().profile().catalog().fingerprint());
        if (scalesLoss()) {
            metadata.put("updates", Long.toString(updates));
            metadata.put("loss_scale", Long.toString(Math.round(lossScale.scale())));
            metadata.put("steps_at_loss_scale", Integer.toString(lossScale.since()));
        }
        return metadata;
    }

    private TrainingOutcome outcome(boolean stopped, long first, List<TrainingOutcome.Device> devices) {
        long touched =
                devices.stream().mapToLong(TrainingOutcome.Device::touchedBytes).sum();
        OptionalLong resident = ProcessMemory.residentBytes();
        return new TrainingOutcome(
                stopped,
                first,
                losses,
                median(),
                typicalStep(),
                devices,
                lastCheckpoint,
                resident.isPresent() ? OptionalLong.of(resident.getAsLong() - touched) : resident);
    }

    private TrainingOutcome.Device device(DeviceProgram share, int device) {
        DeviceMeter.Reading start = startReadings.get(device);
        DeviceMeter.Reading end = executor.meter(device).read();
        DeviceMeter.Reading use = start == null ? end : end.since(start);
        double total = Math.max(1, use.totalNanos());
        return new TrainingOutcome.Device(
                device,
                share.arenaBytes(),
                executor.measuredPeakBytes(device),
                executor.measuredTouchedBytes(device),
                use.computeNanos() / total,
                use.communicationNanos() / total,
                use.idleNanos() / total,
                use.coreWaitNanos() / total);
    }

    private double median() {
        List<Double> steady = seconds.subList(Math.min(WARM_UP_STEPS, Math.max(0, seconds.size() - 1)), seconds.size());
        return steady.isEmpty()
                ? 0
                : steady.stream().sorted().skip(steady.size() / 2).findFirst().orElseThrow();
    }

    private Optional<StepRecord> typicalStep() {
        double median = median();
        return records.stream().min(Comparator.comparingDouble(record -> Math.abs(record.seconds() - median)));
    }

    @Override
    public void close() {
        executor.close();
    }
}
