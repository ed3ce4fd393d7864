package dev.partita.executor;

import dev.partita.program.Buffer;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.Step;
import dev.partita.program.Transfer;
import dev.partita.text.Sentence;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Makes wrong memory plans visible. Bytes that hold nothing are 0xFF, which is a NaN in every float format: a kernel
 * that reads a buffer before it is written, or after its range was given to another, spoils the loss. The guard bytes
 * behind each buffer must stay 0xFF.
 */
final class Audit {
    private static final byte POISON = (byte) 0xFF;

    private final DeviceProgram device;
    private final int alignment;
    private final Map<Step, List<Integer>> lastUses = new IdentityHashMap<>();
    /** Ring buffers by loop that reads them, and how many loops touch each. */
    private final Map<Integer, List<Integer>> ringsOfLoop = new HashMap<>();

    private final AtomicIntegerArray readersLeft;
    private final int[] readers;
    private final int microbatches;

    Audit(Program program, DeviceProgram device) {
        this.device = device;
        this.alignment = program.profile().alignmentBytes();
        this.microbatches = program.plan().training().microbatches();
        this.readers = new int[device.buffers().size()];
        for (Segment segment : program.segments()) {
            if (segment.mesh().equals(device.mesh())) {
                findLastUses(segment);
                TreeSet<Integer> touched = new TreeSet<>();
                segment.steps().forEach(step -> touched.addAll(step.buffers()));
                touched.forEach(buffer -> touches(segment.loop(), buffer));
            }
        }
        for (Transfer transfer : program.transfers()) {
            if (transfer.from() == device.device()) {
                touches(transfer.loop(), transfer.sourceBuffer());
            }
            if (transfer.to() == device.device()) {
                touches(transfer.loop(), transfer.targetBuffer());
            }
        }
        readersLeft = new AtomicIntegerArray(readers.length * microbatches);
    }

    private void findLastUses(Segment segment) {
        Map<Integer, Step> last = new HashMap<>();
        for (Step step : segment.steps()) {
            step.buffers().forEach(buffer -> last.put(buffer, step));
            if (step.workspace() != Step.NO_WORKSPACE) {
                last.put(step.workspace(), step);
            }
        }
        last.forEach((buffer, step) -> {
            if (device.buffers().get(buffer).scope() == Buffer.Scope.SCRATCH) {
                lastUses.computeIfAbsent(step, key -> new ArrayList<>()).add(buffer);
            }
        });
    }

    private void touches(int loop, int buffer) {
        if (device.buffers().get(buffer).scope() == Buffer.Scope.RING) {
            ringsOfLoop.computeIfAbsent(loop, key -> new ArrayList<>()).add(buffer);
            readers[buffer]++;
        }
    }

    void stepBegins() {
        for (int buffer = 0; buffer < readers.length; buffer++) {
            for (int j = 0; j < microbatches; j++) {
                readersLeft.set(buffer * microbatches + j, readers[buffer]);
            }
        }
    }

    void poisonAll(MemorySegment arena) {
        arena.fill(POISON);
    }

    /** After a kernel: its written operands' guards are whole, and scratch that ends here is poisoned. */
    void afterKernel(Step step, int microbatch, MemorySegment arena) {
        for (int i = 0; i < step.buffers().size(); i++) {
            checkGuard(step, device.buffers().get(step.buffers().get(i)), microbatch, arena);
        }
        if (step.workspace() != Step.NO_WORKSPACE) {
            checkGuard(step, device.buffers().get(step.workspace()), microbatch, arena);
        }
        for (int buffer : lastUses.getOrDefault(step, List.of())) {
            poison(device.buffers().get(buffer), microbatch, arena);
        }
    }

    /** After a segment or transfer: a ring's slot whose last user this was is poisoned. */
    void afterTask(int loop, int microbatch, MemorySegment arena) {
        for (int buffer : ringsOfLoop.getOrDefault(loop, List.of())) {
            if (readersLeft.decrementAndGet(buffer * microbatches + microbatch) == 0) {
                poison(device.buffers().get(buffer), microbatch, arena);
            }
        }
    }

    private static void poison(Buffer buffer, int microbatch, MemorySegment arena) {
        arena.asSlice(buffer.offsetFor(microbatch), buffer.bytes()).fill(POISON);
    }

    private void checkGuard(Step step, Buffer buffer, int microbatch, MemorySegment arena) {
        long start = buffer.offsetFor(microbatch) + buffer.bytes();
        long end = Math.min(arena.byteSize(), (start + alignment - 1) / alignment * alignment);
        for (long at = start; at < end; at++) {
            if (arena.get(ValueLayout.JAVA_BYTE, at) != POISON) {
                throw new ExecutionFailure.Corruption(Sentence.of(
                        "runtime.step.overrun",
                        step.kernel(),
                        step.layer(),
                        at - start + 1,
                        buffer.name(),
                        buffer.bytes()));
            }
        }
    }
}
