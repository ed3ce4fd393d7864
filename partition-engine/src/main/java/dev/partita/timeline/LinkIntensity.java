package dev.partita.timeline;

import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.Step;
import dev.partita.program.Transfer;
import dev.partita.quantity.BytesPerSecond;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Whether compute can hide a link, which is a roofline (Williams et al. 2009): the FLOPs that the receiver does per byte
 * received against the ridge, its compute rate over the link's bandwidth.
 *
 * @param use what the step sends over the link
 * @param flops of one step, in the segments that read what is received; 0 where it feeds nothing that computes
 * @param computeSeconds that those segments take
 */
public record LinkIntensity(LinkUse use, BytesPerSecond bandwidth, double flops, double computeSeconds) {

    public static LinkIntensity of(Program program, LinkUse use) {
        TreeSet<Segment> fed = new TreeSet<>(Comparator.comparingInt(Segment::loop));
        for (Transfer transfer : program.transfers()) {
            if (transfer.from() == use.from() && transfer.to() == use.to()) {
                program.segments().stream()
                        .filter(segment -> segment.device() == transfer.to() && reads(segment, transfer.targetBuffer()))
                        .findFirst()
                        .ifPresent(fed::add);
            }
        }
        double flops = 0;
        double seconds = 0;
        for (Segment segment : fed) {
            int turns = program.tasks().turns(segment.loop());
            flops += turns * flops(segment);
            seconds += turns * segment.seconds();
        }
        return new LinkIntensity(
                use, program.plan().cluster().link(use.from(), use.to()).bandwidth(), flops, seconds);
    }

    /** Of every link with traffic. */
    public static List<LinkIntensity> all(Timeline timeline, StepMetrics metrics) {
        return metrics.links().stream().map(use -> of(timeline.program(), use)).toList();
    }

    /** False where what is received feeds nothing that computes: then there is nothing to hide it behind. */
    public boolean feedsCompute() {
        return flops > 0 && computeSeconds > 0;
    }

    public double flopsPerByte() {
        return flops / use.bytesPerStep();
    }

    public double flopsPerSecond() {
        return flops / computeSeconds;
    }

    /** FLOPs per byte below which the link is slower than the compute that it feeds. */
    public double ridge() {
        return flopsPerSecond() / bandwidth.rate();
    }

    /** True if compute takes at least as long as its messages, so that enough microbatches under way hide them. */
    public boolean hideable() {
        return feedsCompute() && flopsPerByte() >= ridge();
    }

    private static boolean reads(Segment segment, int buffer) {
        return segment.steps().stream().anyMatch(step -> step.buffers().contains(buffer));
    }

    private static double flops(Segment segment) {
        return segment.steps().stream()
                .map(Step::kernel)
                .mapToDouble(kernel -> kernel.flops())
                .sum();
    }
}
