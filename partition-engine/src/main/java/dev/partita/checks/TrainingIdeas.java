package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.hardware.Cluster;
import dev.partita.plan.Recompute;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.plan.Zero;
import dev.partita.program.Buffer;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes of the training set-up that more than one check tries. */
final class TrainingIdeas {
    private static final int HALVINGS = 6;

    private final Subject subject;
    private final Training training;

    TrainingIdeas(Subject subject) {
        this.subject = subject;
        this.training = subject.plan().training();
    }

    static Training with(Training training, long globalBatch, long microbatch, Schedule schedule) {
        return training.with(globalBatch, microbatch, schedule);
    }

    /** Another microbatch of the same global batch; empty where that is no whole number of samples or microbatches. */
    Optional<Idea> microbatch(long samples) {
        if (samples < 1
                || samples == training.microbatch()
                || training.globalBatch() % samples != 0
                || training.globalBatch() / samples > 1 << 20) {
            return Optional.empty();
        }
        return Optional.of(new Idea(
                Sentence.of("engine.fix.microbatch", training.microbatch(), samples),
                subject.train(with(training, training.globalBatch(), samples, training.schedule()))));
    }

    /** The largest of a few halvings that leaves no error; the smallest of them if none does. */
    Optional<Idea> smallerMicrobatch() {
        Optional<Idea> smallest = Optional.empty();
        long samples = training.microbatch();
        for (int i = 0; i < HALVINGS && samples % 2 == 0; i++) {
            samples /= 2;
            Optional<Idea> idea = microbatch(samples);
            if (idea.isEmpty() || subject.predict(idea.get()).isEmpty()) {
                break;
            }
            smallest = idea;
            if (subject.cures(idea.get())) {
                break;
            }
        }
        return smallest;
    }

    /** Another schedule; empty if it is the plan's own. */
    Optional<Idea> schedule(Schedule schedule) {
        return schedule == training.schedule()
                ? Optional.empty()
                : Optional.of(new Idea(
                        Sentence.of("engine.fix.schedule", training.schedule().key(), schedule.key()),
                        subject.train(with(training, training.globalBatch(), training.microbatch(), schedule))));
    }

    /** Computing more again than the plan does, the least first. */
    List<Idea> recompute() {
        return Stream.of(Recompute.ATTENTION, Recompute.FULL)
                .filter(more -> more.compareTo(training.recompute()) > 0)
                .map(more -> new Idea(
                        Sentence.of(
                                "engine.fix.recompute." + more.key(),
                                training.recompute().key()),
                        subject.train(training.with(more))))
                .toList();
    }

    /** Dividing more over ranks with different samples than the plan does, the least first; none without such ranks. */
    List<Idea> zero() {
        boolean meshes = subject.plan().placement().rules().stream()
                .anyMatch(rule -> rule.devices().size() > 1);
        return Stream.of(Zero.values())
                .filter(more -> meshes && more.compareTo(training.zero()) > 0)
                .map(more -> new Idea(
                        Sentence.of(
                                "engine.fix.zero." + more.stage(),
                                training.zero().stage()),
                        subject.train(training.with(more))))
                .toList();
    }

    /** The last resort: fewer microbatches per step. */
    Idea globalBatch(int microbatches) {
        return new Idea(
                Sentence.of("engine.fix.global_batch", training.globalBatch(), microbatches * training.microbatch()),
                subject.train(withMicrobatches(microbatches)));
    }

    Training withMicrobatches(int microbatches) {
        return with(
                training,
                Math.multiplyExact(microbatches, training.microbatch()),
                training.microbatch(),
                training.schedule());
    }

    /** The most microbatches a step can have so that what is in flight fits every device; 0 if none does. */
    static int fittingMicrobatches(Prediction prediction) {
        int fitting = prediction.plan().training().microbatches();
        Program program = prediction.program().orElseThrow();
        for (DeviceProgram device : program.devices()) {
            while (fitting > 0
                    && peak(program, device, fitting) > capacity(program.plan().cluster(), device)) {
                fitting--;
            }
        }
        return fitting;
    }

    private static long capacity(Cluster cluster, DeviceProgram device) {
        return cluster.device(device.device()).capacity().count();
    }

    /** A device's peak if only so many microbatches exist: rings then need no more slots than that. */
    private static long peak(Program program, DeviceProgram device, int microbatches) {
        long spared = device.buffers().stream()
                .filter(buffer -> buffer.scope() == Buffer.Scope.RING && buffer.slots() > microbatches)
                .mapToLong(buffer -> buffer.bytes() * (buffer.slots() - microbatches))
                .sum();
        return device.arenaBytes() + program.profile().overheadBytes() - spared;
    }
}
