package dev.partita.executor;

import dev.partita.device.Backend;
import dev.partita.device.RandomStream;
import dev.partita.graph.ModelGraph;
import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.program.Buffer;
import dev.partita.program.Compilation;
import dev.partita.program.CompileOptions;
import dev.partita.program.Compiler;
import dev.partita.program.DeviceProgram;
import dev.partita.program.ParameterBinding;
import dev.partita.program.Program;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains a {@link TinyModel} for a few steps and keeps all that a law may compare. */
record TinyTraining(
        List<Double> losses, Map<String, float[]> firstGradients, Map<String, float[]> weights, List<Memory> memory) {
    /** Planned and measured bytes of one device. */
    record Memory(int device, long plannedPeak, long measuredPeak, long plannedTouched, long measuredTouched) {}

    static final ModelGraph MODEL = TinyModel.build();
    static final ModelGraph IMAGES = TinyImageModel.build();
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
            forEachParameter(program, (device, binding) -> initialize(executor, device, binding));
            for (DeviceProgram device : program.devices()) {
                device.states()
                        .forEach(state ->
                                executor.memory(device.device(), state.buffer()).fill((byte) 0));
            }
            List<Double> losses = new ArrayList<>();
            Map<String, float[]> gradients = new TreeMap<>();
            for (int step = 0; step < steps; step++) {
                losses.add(executor.runStep(new StepInput(7, step, 0.05, TinyTraining::load))
                        .loss());
                if (step == 0) {
                    forEachParameter(
                            program,
                            (device, binding) -> gradients.put(
                                    device + " " + binding.parameter().name(),
                                    floats(executor, device, binding.gradient())));
                }
            }
            Map<String, float[]> weights = new TreeMap<>();
            forEachParameter(
                    program,
                    (device, binding) -> weights.put(
                            device + " " + binding.parameter().name(), floats(executor, device, binding.weight())));
            for (DeviceProgram device : program.devices()) {
                device.states()
                        .forEach(state -> weights.put(
                                device.device() + " " + state.tensor().name(),
                                floats(executor, device.device(), state.buffer())));
            }
            return new TinyTraining(losses, gradients, weights, memory(program, executor));
        }
    }

    private interface ParameterAction {
        void accept(int device, ParameterBinding binding);
    }

    private static void forEachParameter(Program program, ParameterAction action) {
        for (DeviceProgram device : program.devices()) {
            device.parameters().forEach(binding -> action.accept(device.device(), binding));
        }
    }

    private static void initialize(Executor executor, int device, ParameterBinding binding) {
        MemorySegment weight = executor.memory(device, binding.weight());
        long key = RandomStream.ofLayer(binding.parameter().name());
        for (long i = 0; i < weight.byteSize() / Float.BYTES; i++) {
            weight.setAtIndex(ValueLayout.JAVA_FLOAT, i, RandomStream.uniform(key, i) - 0.5f);
        }
        binding.state().forEach(state -> executor.memory(device, state).fill((byte) 0));
    }

    private static float[] floats(Executor executor, int device, int buffer) {
        return executor.memory(device, buffer).toArray(ValueLayout.JAVA_FLOAT);
    }

    private static void load(String input, long firstSample, MemorySegment target) {
        long key = RandomStream.ofLayer(input);
        if (!input.equals("tokens") && !input.equals("targets")) {
            loadNumbers(key, input, firstSample, target);
            return;
        }
        long perSample = input.equals("tokens") ? TinyModel.SEQUENCE : TinyModel.TARGETS;
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
                .map(device -> new Memory(
                        device.device(),
                        device.arenaBytes(),
                        executor.measuredPeakBytes(device.device()),
                        unionBytes(device),
                        executor.measuredTouchedBytes(device.device())))
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
