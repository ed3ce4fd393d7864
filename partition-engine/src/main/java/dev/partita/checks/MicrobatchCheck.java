package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.quantity.Seconds;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Microbatches so small that what starts kernels and what products leave of the device weighs much of their time: where
 * the profile's own times say that fewer, larger ones take less per sample, fit, and make the step shorter.
 */
final class MicrobatchCheck {
    private static final int DOUBLINGS = 5;

    /** Kernels have to become cheaper by this share per sample: else what shortens the step is something else. */
    private static final double OF_KERNELS = 0.1;

    private static final double OF_STEP = 0.05;

    private final Subject subject;

    MicrobatchCheck(Subject subject) {
        this.subject = subject;
    }

    List<Diagnostic> diagnostics() {
        if (subject.errors(subject.now()) > 0) {
            return List.of();
        }
        return ideas()
                .filter(idea -> subject.predict(idea).filter(this::helps).isPresent())
                .min(Comparator.comparingDouble(
                        idea -> stepSeconds(subject.predict(idea).orElseThrow())))
                .map(this::diagnostic)
                .stream()
                .toList();
    }

    private Stream<Idea> ideas() {
        TrainingIdeas training = new TrainingIdeas(subject);
        return Stream.iterate(2 * subject.plan().training().microbatch(), samples -> 2 * samples)
                .limit(DOUBLINGS)
                .flatMap(samples -> training.microbatch(samples).stream());
    }

    private Diagnostic diagnostic(Idea idea) {
        Prediction after = subject.predict(idea).orElseThrow();
        long samples = after.plan().training().microbatch();
        return new Diagnostic(
                Code.SMALL_MICROBATCH,
                Severity.INFO,
                new Verbatim("training.microbatch"),
                Sentence.of(
                        "engine.check.small_microbatch",
                        subject.plan().training().microbatch(),
                        new Seconds(kernelSeconds(subject.now())),
                        samples,
                        new Seconds(kernelSeconds(after))),
                subject.fixes(List.of(idea), subject.now().fullestDevice(), this::helps));
    }

    private boolean helps(Prediction after) {
        return after.simulation().isPresent()
                && subject.errors(after) == 0
                && stepSeconds(after) <= (1 - OF_STEP) * stepSeconds(subject.now())
                && kernelSeconds(after) <= (1 - OF_KERNELS) * kernelSeconds(subject.now());
    }

    private static double stepSeconds(Prediction prediction) {
        return prediction.stepSeconds().orElse(Double.POSITIVE_INFINITY);
    }

    /** Of all stages, per sample, on one rank of each, without what ranks exchange. */
    private static double kernelSeconds(Prediction prediction) {
        double seconds = prediction.program().orElseThrow().segments().stream()
                .filter(segment -> segment.kind().perMicrobatch())
                .mapToDouble(segment -> segment.seconds() - segment.collectiveSeconds())
                .sum();
        return seconds / prediction.plan().training().microbatch();
    }
}
