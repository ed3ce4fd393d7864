package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.List;

/**
 * How the model is trained.
 *
 * @param globalBatch samples of one optimizer step
 * @param microbatch samples that pass through the pipeline together; divides the global batch
 * @param clipNorm the global gradient norm is clipped to this; 0 switches clipping off
 * @param recompute what backward computes again instead of keeping it
 * @param zero what ranks with different samples divide among them instead of copying it
 * @param precision the type of weights and activations
 * @param frozen patterns of layers whose parameters stay as they are, spelled as placement rules spell theirs
 */
public record Training(
        long globalBatch,
        long microbatch,
        Schedule schedule,
        Optimizer optimizer,
        LearningRate learningRate,
        double clipNorm,
        Recompute recompute,
        Zero zero,
        Precision precision,
        List<String> frozen) {
    public Training {
        frozen = List.copyOf(frozen);
        frozen.forEach(Training::checkPattern);
        if (microbatch < 1 || globalBatch < 1 || globalBatch % microbatch != 0) {
            throw new Refusal(Sentence.of("engine.training.microbatch", microbatch, globalBatch));
        }
        if (globalBatch / microbatch > 1 << 20) {
            throw new Refusal(Sentence.of("engine.training.microbatches", 1 << 20, globalBatch / microbatch));
        }
        if (!(clipNorm >= 0) || Double.isInfinite(clipNorm)) {
            throw new Refusal(Sentence.of("engine.training.clip_norm", clipNorm));
        }
    }

    private static void checkPattern(String pattern) {
        if (pattern.isBlank()) {
            throw new Refusal(Sentence.of("engine.training.frozen"));
        }
        Rule.matcher(pattern);
    }

    /** A set-up that trains every parameter. */
    public Training(
            long globalBatch,
            long microbatch,
            Schedule schedule,
            Optimizer optimizer,
            LearningRate learningRate,
            double clipNorm,
            Recompute recompute,
            Zero zero,
            Precision precision) {
        this(
                globalBatch,
                microbatch,
                schedule,
                optimizer,
                learningRate,
                clipNorm,
                recompute,
                zero,
                precision,
                List.of());
    }

    /** A set-up in fp32 that divides nothing among ranks with different samples. */
    public Training(
            long globalBatch,
            long microbatch,
            Schedule schedule,
            Optimizer optimizer,
            LearningRate learningRate,
            double clipNorm,
            Recompute recompute) {
        this(
                globalBatch,
                microbatch,
                schedule,
                optimizer,
                learningRate,
                clipNorm,
                recompute,
                Zero.NOTHING,
                Precision.FP32);
    }

    /** A set-up in fp32 that keeps all that backward reads. */
    public Training(
            long globalBatch,
            long microbatch,
            Schedule schedule,
            Optimizer optimizer,
            LearningRate learningRate,
            double clipNorm) {
        this(globalBatch, microbatch, schedule, optimizer, learningRate, clipNorm, Recompute.NONE);
    }

    /** This set-up with other batches and another schedule. */
    public Training with(long samples, long together, Schedule order) {
        return new Training(
                samples, together, order, optimizer, learningRate, clipNorm, recompute, zero, precision, frozen);
    }

    /** This set-up computing something else again. */
    public Training with(Recompute again) {
        return new Training(
                globalBatch, microbatch, schedule, optimizer, learningRate, clipNorm, again, zero, precision, frozen);
    }

    /** This set-up dividing something else. */
    public Training with(Zero divided) {
        return new Training(
                globalBatch,
                microbatch,
                schedule,
                optimizer,
                learningRate,
                clipNorm,
                recompute,
                divided,
                precision,
                frozen);
    }

    /** This set-up computing in another type. */
    public Training with(Precision other) {
        return new Training(
                globalBatch, microbatch, schedule, optimizer, learningRate, clipNorm, recompute, zero, other, frozen);
    }

    /** This set-up with other layers frozen. */
    public Training withFrozen(List<String> patterns) {
        return new Training(
                globalBatch,
                microbatch,
                schedule,
                optimizer,
                learningRate,
                clipNorm,
                recompute,
                zero,
                precision,
                patterns);
    }

    /** Microbatches per optimizer step. */
    public int microbatches() {
        return Math.toIntExact(globalBatch / microbatch);
    }

    public boolean clips() {
        return clipNorm > 0;
    }

    /** True where the update needs the norm of all gradients: to clip them, or to see whether they overflowed. */
    public boolean takesNorm() {
        return clips() || precision.scalesLoss();
    }
}
