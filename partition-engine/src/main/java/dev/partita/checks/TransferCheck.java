package dev.partita.checks;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Link;
import dev.partita.quantity.Human;
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
        String message = to + " waits " + Human.seconds(link.exposedSeconds()) + " of the " + Human.seconds(stepSeconds)
                + " step for " + Human.bytes(link.bytesPerStep()) + " from " + from + " at " + between.bandwidth()
                + intensity(link, between).map(text -> ": " + text).orElse("") + ".";
        return new Diagnostic(
                Code.EXPOSED_TRANSFER,
                Severity.WARNING,
                from + " -> " + to,
                message,
                fixes.fixes(link.from(), link.to()));
    }

    /** The inequality; empty where what is received feeds nothing that computes. */
    private Optional<String> intensity(LinkUse link, Link between) {
        LinkIntensity intensity =
                LinkIntensity.of(subject.now().program().orElseThrow(), link);
        if (!intensity.feedsCompute()) {
            return Optional.empty();
        }
        double perByte = intensity.flopsPerByte();
        double rate = intensity.flopsPerSecond();
        double ridge = intensity.ridge();
        String numbers = "it does " + figure(perByte) + " FLOPs per byte received " + (intensity.hideable() ? ">=" : "<")
                + " " + figure(ridge) + ", its " + Human.flopsRate(rate) + " over the link's " + between.bandwidth();
        return Optional.of(
                intensity.hideable()
                        ? numbers + ", so compute can hide the link once enough microbatches are on their way"
                        : numbers + ", so compute cannot hide the link");
    }

    private static String figure(double value) {
        return value < 10 ? String.format(Locale.ROOT, "%.2f", value) : Human.count(value);
    }
}
