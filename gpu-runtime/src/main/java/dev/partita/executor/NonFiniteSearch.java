package dev.partita.executor;

import dev.partita.kernel.OperandUse;
import dev.partita.program.Flow;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.SegmentKind;
import dev.partita.program.Step;
import dev.partita.program.Transfer;
import dev.partita.tensor.DataType;
import dev.partita.text.Sentence;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Finds the layer where numbers stopped being numbers, by computing one microbatch's forward again, stage after stage,
 * and looking at every kernel's operands. The failed step has not touched the weights, so it fails the same way.
 */
final class NonFiniteSearch {
    private final Program program;
    private final Map<Integer, DeviceWorker> workers;
    private final Meetings meetings;

    NonFiniteSearch(Program program, Map<Integer, DeviceWorker> workers, Meetings meetings) {
        this.program = program;
        this.workers = workers;
        this.meetings = meetings;
    }

    Sentence explain(StepInput input, int microbatch) {
        meetings.stepBegins();
        AtomicReference<Sentence> found = new AtomicReference<>();
        List<Segment> forwards = program.segments().stream()
                .filter(segment -> segment.kind() == SegmentKind.FORWARD)
                .toList();
        for (Segment segment : forwards) {
            List<Future<?>> ranks = new ArrayList<>();
            for (int device : segment.mesh().devices()) {
                DeviceWorker worker = worker(device);
                ranks.add(worker.submit(() -> worker.execute(segment, microbatch, input, false, (step, operands) -> {
                    if (found.get() == null) {
                        culprit(input.step(), step, operands).ifPresent(found::set);
                    }
                })));
            }
            ranks.forEach(NonFiniteSearch::await);
            if (found.get() != null) {
                return found.get();
            }
            deliver(segment, microbatch);
        }
        return Sentence.of("runtime.loss.targets", input.step());
    }

    private Optional<Sentence> culprit(long number, Step step, MemorySegment[] operands) {
        List<OperandUse> uses = step.kernel().operands();
        for (boolean written : new boolean[] {false, true}) {
            for (int i = 0; i < operands.length; i++) {
                boolean relevant = written
                        ? uses.get(i).writes()
                        : uses.get(i).reads() && !uses.get(i).writes();
                if (relevant && !finite(operands[i], uses.get(i).spec().type())) {
                    String finding = written ? "runtime.loss.result" : "runtime.loss.operand";
                    return Optional.of(Sentence.of(
                            finding, number, step.layer(), uses.get(i).role()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean finite(MemorySegment values, DataType type) {
        if (type == DataType.FLOAT32) {
            for (long i = 0; i < values.byteSize() / Float.BYTES; i++) {
                if (!Float.isFinite(values.getAtIndex(ValueLayout.JAVA_FLOAT, i))) {
                    return false;
                }
            }
        }
        if (type.half()) {
            return halvesAreFinite(values, type);
        }
        if (type == DataType.FLOAT64) {
            for (long i = 0; i < values.byteSize() / Double.BYTES; i++) {
                if (!Double.isFinite(values.getAtIndex(ValueLayout.JAVA_DOUBLE, i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean halvesAreFinite(MemorySegment values, DataType type) {
        short exponent = (short) (type == DataType.BFLOAT16 ? 0x7F80 : 0x7C00);
        for (long i = 0; i < values.byteSize() / Short.BYTES; i++) {
            if ((values.getAtIndex(ValueLayout.JAVA_SHORT, i) & exponent) == exponent) {
                return false;
            }
        }
        return true;
    }

    /** Copies what the stage sends forward to where the next stages read it, without waiting for any link. */
    private void deliver(Segment segment, int microbatch) {
        for (Transfer transfer : program.transfers()) {
            if (transfer.perMicrobatch() && transfer.from() == segment.device()) {
                for (Flow flow : transfer.flows()) {
                    MemorySegment source = worker(flow.from()).memory(transfer.sourceBuffer(), microbatch);
                    MemorySegment target = worker(flow.to()).memory(transfer.targetBuffer(), microbatch);
                    BlockCopy.copy(flow, source, target);
                }
            }
        }
    }

    private DeviceWorker worker(int device) {
        return Objects.requireNonNull(workers.get(device));
    }

    private static void await(Future<?> rank) {
        try {
            rank.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while looking for the layer that failed.", e);
        }
    }
}
