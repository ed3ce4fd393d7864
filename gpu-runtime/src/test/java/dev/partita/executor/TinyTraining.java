package dev.partita.executor;

import dev.partita.checkpoint.ParameterLayouts;
import dev.partita.checkpoint.ParameterParts;
import dev.partita.device.Backend;
import dev.partita.device.RandomStream;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Parameter;
import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.program.Buffer;
import dev.partita.program.Compilation;
import dev.partita.program.CompileOptions;
import dev.partita.program.Compiler;
import dev.partita.program.DeviceProgram;
import dev.partita.program.ParameterBinding;
import dev.partita.program.Program;
import dev.partita.program.StateBinding;
import dev.partita.sharding.FlatSplit;
import dev.partita.tensor.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Trains a {@link TinyModel} for a few steps and keeps all that a law may compare. */
record TinyTraining(
        List<Double> losses, Map<String, float[]> firstGradients, Map<String, float[]> weights, List<Memory> memory) {
    /** Planned and measured bytes of one device. */
    record Memory(int device, long plannedPeak, long measuredPeak, long plannedTouched, long measuredTouched) {}

    static final ModelGraph MODEL = TinyModel.build();
    static final ModelGraph IMAGES = TinyImageModel.build();
    static final double LEARNING_RATE = 0.05;
    private static final double LOSS_SCALE = 256;
    private static final CompileOptions GUARDED = new CompileOptions(32);

    static Program compile(Plan plan, Backend backend) {
        Profile profile = new Profile("test", true, backend.catalog(), 64, 0, 0, 1e10);
        return switch (Compiler.compile(plan, profile, GUARDED)) {
            case Compilation.Compiled(Program program) -> program;
            case Compilation.Refused refused -> throw new AssertionError("refused: " + refused.obstacles());
        };
    }

    static TinyTraining run(Plan plan, Backend backend, int steps, ExecutionOptions options) {
        Program program = compile(plan, backend);
        try (Executor executor = new Executor(program, backend, options)) {
            forEachParameter(program, (share, binding) -> initialize(executor, share, binding));
            forEachState(
                    program,
                    (share, state) -> share.devices()
                            .forEach(device ->
                                    executor.memory(device, state.buffer()).fill((byte) 0)));
            double scale = plan.training().precision().scalesLoss() ? LOSS_SCALE : 1;
            List<Double> losses = new ArrayList<>();
            Map<String, float[]> gradients = new TreeMap<>();
            for (int step = 0; step < steps; step++) {
                losses.add(executor.runStep(new StepInput(7, step, step, LEARNING_RATE, scale, TinyTraining::load))
                        .loss());
                if (step == 0) {
                    forEachParameter(program, (share, binding) -> {
                        if (!binding.frozen()) {
                            whole(executor, share, binding, binding.gradient(), gradients);
                        }
                    });
                }
            }
            Map<String, float[]> weights = new TreeMap<>();
            forEachParameter(program, (share, binding) -> whole(executor, share, binding, binding.master(), weights));
            forEachState(program, (share, state) -> whole(executor, share, state, weights));
            return new TinyTraining(losses, gradients, weights, memory(program, executor));
        }
    }

    private interface ParameterAction {
        void accept(DeviceProgram share, ParameterBinding binding);
    }

    private static void forEachParameter(Program program, ParameterAction action) {
        for (DeviceProgram device : program.devices()) {
            device.parameters().forEach(binding -> action.accept(device, binding));
        }
    }

    private static void forEachState(Program program, BiConsumer<DeviceProgram, StateBinding> action) {
        for (DeviceProgram share : program.devices()) {
            share.states().forEach(state -> action.accept(share, state));
        }
    }

    static void initialize(Executor executor, DeviceProgram share, ParameterBinding binding) {
        Shape shape = binding.parameter().shape();
        MemorySegment weight = MemorySegment.ofArray(initial(binding.parameter()));
        for (int rank = 0; rank < share.devices().size(); rank++) {
            int device = share.devices().get(rank);
            MemorySegment local = local(binding);
            part(share, binding, rank).take(shape, weight, local);
            MemorySegment physical = local(binding);
            ParameterLayouts.toPhysical(binding.spec(), local, physical);
            FlatSplit.Range range = range(share, binding.masterSplit(), rank);
            MemorySegment memory = executor.memory(device, binding.master()).fill((byte) 0);
            MemorySegment.copy(physical, range.first() * Float.BYTES, memory, 0, range.elements() * Float.BYTES);
            binding.state().forEach(state -> executor.memory(device, state).fill((byte) 0));
        }
    }

    /** What a parameter starts as. */
    static float[] initial(Parameter parameter) {
        float[] weight = new float[Math.toIntExact(parameter.shape().elements())];
        long key = RandomStream.ofLayer(parameter.name());
        for (int i = 0; i < weight.length; i++) {
            weight[i] = RandomStream.uniform(key, i) - 0.5f;
        }
        return weight;
    }

    private static ParameterParts part(DeviceProgram share, ParameterBinding binding, int rank) {
        return new ParameterParts(binding.layout(), share.mesh(), rank, Float.BYTES);
    }

    /** Room for what a rank computes with. */
    private static MemorySegment local(ParameterBinding binding) {
        int elements = Math.toIntExact(binding.spec().shape().elements());
        return MemorySegment.ofArray(new float[elements]);
    }

    private static FlatSplit.Range range(DeviceProgram share, FlatSplit split, int rank) {
        return split.range(IntStream.range(0, share.mesh().axes().size())
                .mapToObj(axis -> share.mesh().coordinate(rank, axis))
                .toList());
    }

    /** Every rank's part put into the others': from the first rank to the last, and back, so that no copy is hidden. */
    private static void whole(
            Executor executor, DeviceProgram share, ParameterBinding binding, int buffer, Map<String, float[]> found) {
        FlatSplit split = buffer == binding.weight() ? binding.weightSplit() : binding.stateSplit();
        Shape shape = binding.parameter().shape();
        int ranks = share.devices().size();
        for (boolean upwards : new boolean[] {true, false}) {
            float[] whole = new float[Math.toIntExact(shape.elements())];
            for (int i = 0; i < ranks; i++) {
                int rank = upwards ? i : ranks - 1 - i;
                MemorySegment local = local(binding);
                part(share, binding, rank).take(shape, MemorySegment.ofArray(whole), local);
                FlatSplit.Range range = range(share, split, rank);
                MemorySegment memory = executor.memory(share.devices().get(rank), buffer);
                MemorySegment physical = local(binding);
                ParameterLayouts.toPhysical(binding.spec(), local, physical);
                MemorySegment.copy(memory, 0, physical, range.first() * Float.BYTES, range.elements() * Float.BYTES);
                ParameterLayouts.toCanonical(binding.spec(), physical, local);
                part(share, binding, rank).put(shape, local, MemorySegment.ofArray(whole));
            }
            String place = share.device() + (upwards ? "" : "back") + " ";
            found.put(place + binding.parameter().name(), whole);
        }
    }

    private static void whole(Executor executor, DeviceProgram share, StateBinding state, Map<String, float[]> found) {
        for (boolean upwards : new boolean[] {true, false}) {
            float[] whole = new float[Math.toIntExact(state.tensor().shape().elements())];
            List<Integer> devices = upwards ? share.devices() : share.devices().reversed();
            for (int device : devices) {
                int rank = share.devices().indexOf(device);
                new ParameterParts(state.layout(), share.mesh(), rank, Float.BYTES)
                        .put(
                                state.tensor().shape(),
                                executor.memory(device, state.buffer()),
                                MemorySegment.ofArray(whole));
            }
            found.put(
                    share.device() + (upwards ? "" : "back") + " "
                            + state.tensor().name(),
                    whole);
        }
    }

    static void load(String input, long firstSample, MemorySegment target) {
        long key = RandomStream.ofLayer(input);
        if (input.equals("image") || input.equals("shares") || input.equals("value")) {
            loadNumbers(key, input, firstSample, target);
            return;
        }
        long perSample = input.equals("tokens") ? TinyModel.SEQUENCE : input.equals("label") ? 1 : TinyModel.TARGETS;
        for (long i = 0; i < target.byteSize() / Integer.BYTES; i++) {
            long element = firstSample * perSample + i;
            int value = (int) (RandomStream.uniform(key, element) * TinyModel.VOCABULARY);
            target.setAtIndex(ValueLayout.JAVA_INT, i, value);
        }
    }

    private static void loadNumbers(long key, String input, long firstSample, MemorySegment target) {
        long perSample = input.equals("image") ? 72 : input.equals("shares") ? 4 : 1;
        for (long i = 0; i < target.byteSize() / Float.BYTES; i++) {
            target.setAtIndex(ValueLayout.JAVA_FLOAT, i, RandomStream.uniform(key, firstSample * perSample + i));
        }
    }

    private static List<Memory> memory(Program program, Executor executor) {
        return program.devices().stream()
                .flatMap(share -> share.devices().stream()
                        .map(device -> new Memory(
                                device,
                                share.arenaBytes(),
                                executor.measuredPeakBytes(device),
                                unionBytes(share),
                                executor.measuredTouchedBytes(device))))
                .toList();
    }

    /** How many different bytes the plan's buffers cover, padding and guards left out. */
    private static long unionBytes(DeviceProgram device) {
        record Interval(long start, long end) {}
        List<Interval> intervals = new ArrayList<>();
        for (Buffer buffer : device.buffers()) {
            for (int slot = 0; slot < buffer.slots(); slot++) {
                intervals.add(new Interval(buffer.offsetFor(slot), buffer.offsetFor(slot) + buffer.bytes()));
            }
        }
        intervals.sort(Comparator.comparingLong(Interval::start));
        long covered = 0;
        long reach = 0;
        for (Interval interval : intervals) {
            covered += Math.max(0, interval.end() - Math.max(reach, interval.start()));
            reach = Math.max(reach, interval.end());
        }
        return covered;
    }
}
