package dev.partita.checks;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Link;
import dev.partita.quantity.Bytes;
import dev.partita.quantity.FlopsPerSecond;
import dev.partita.quantity.Human;
import dev.partita.quantity.Seconds;
import dev.partita.text.Clause;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.timeline.LinkIntensity;
import dev.partita.timeline.LinkUse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Links that keep their receiver waiting for a noticeable part of the step. Whether compute can hide a link is a
 * roofline (Williams et al. 2009): the FLOPs done per byte received against the ridge, compute rate / bandwidth.
 */
final class TransferCheck {
    /** Below this share of the step a wait is not worth a word. */
    private static final double NOTICEABLE = 0.05;

    private static final int MOST = 8;

    private final Subject subject;
    private final double stepSeconds;

    TransferCheck(Subject subject) {
        this.subject = subject;
        this.stepSeconds = subject.now().stepSeconds().orElseThrow();
    }

    List<Diagnostic> diagnostics() {
        List<LinkUse> exposed = subject.now().simulation().orElseThrow().metrics().links().stream()
                .filter(link -> link.exposedSeconds() > NOTICEABLE * stepSeconds)
                .sorted(Comparator.comparingDouble(LinkUse::exposedSeconds).reversed())
                .limit(MOST)
                .toList();
        if (exposed.isEmpty()) {
            return List.of();
        }
        TransferFixes fixes = new TransferFixes(subject);
        return exposed.stream().map(link -> diagnostic(link, fixes)).toList();
    }

    private Diagnostic diagnostic(LinkUse link, TransferFixes fixes) {
        String from = Cluster.deviceName(link.from());
        String to = Cluster.deviceName(link.to());
        Link between = subject.plan().cluster().link(link.from(), link.to());
        Sentence waits = Sentence.of(
                "engine.check.exposed",
                to,
                new Seconds(link.exposedSeconds()),
                new Seconds(stepSeconds),
                new Bytes(link.bytesPerStep()),
                from,
                between.bandwidth());
        return new Diagnostic(
                Code.EXPOSED_TRANSFER,
                Severity.WARNING,
                new Verbatim(from + " -> " + to),
                roofline(link, between)
                        .map(reason -> Sentence.of("engine.check.exposed_because", new Clause(waits), reason))
                        .orElse(waits),
                fixes.fixes(link.from(), link.to()));
    }

    /** The inequality; empty where what is received feeds nothing that computes. */
    private Optional<Sentence> roofline(LinkUse link, Link between) {
        LinkIntensity intensity = LinkIntensity.of(subject.now().program().orElseThrow(), link);
        if (!intensity.feedsCompute()) {
            return Optional.empty();
        }
        return Optional.of(Sentence.of(
                intensity.hideable() ? "engine.check.exposed.hidable" : "engine.check.exposed.unhidable",
                figure(intensity.flopsPerByte()),
                figure(intensity.ridge()),
                new FlopsPerSecond(intensity.flopsPerSecond()),
                between.bandwidth()));
    }

    private static String figure(double value) {
        return value < 10 ? String.format(Locale.ROOT, "%.2f", value) : Human.count(value);
    }
}
