package dev.partita.profile;

import dev.partita.hardware.Link;

/**
 * Seconds of collectives by kind, way, bytes and group: a latency and the bytes of the busiest link over its bandwidth
 * (FORMULAS: alpha-beta model). Nothing is remembered from call to call.
 */
public record CollectiveCosts(LinkEfficiency efficiency) {
    /**
     * The way a library takes without help of the switch: a ring inside one machine, as NCCL chooses there; the fastest
     * of all between machines.
     */
    public double seconds(CollectiveKind kind, double bytes, RankGroup group) {
        double ring = seconds(kind, CollectiveAlgorithm.RING, bytes, group);
        if (group.machines() == 1) {
            return ring;
        }
        double tree = seconds(kind, CollectiveAlgorithm.TREE, bytes, group);
        return Math.min(ring, Math.min(tree, seconds(kind, CollectiveAlgorithm.HIERARCHICAL, bytes, group)));
    }

    public double seconds(CollectiveKind kind, CollectiveAlgorithm algorithm, double bytes, RankGroup group) {
        if (group.ranks() == 1) {
            return 0;
        }
        return switch (algorithm) {
            case RING -> ring(kind, bytes, group);
            case TREE -> tree(kind, bytes, group);
            case HIERARCHICAL -> hierarchical(kind, bytes, group);
            case IN_NETWORK -> inNetwork(bytes, group);
        };
    }

    /** One message. */
    public double pointToPoint(double bytes, Link link, boolean betweenMachines) {
        return link.latency().value() + bytes / messageBytesPerSecond(link, betweenMachines);
    }

    /** The rate of a message once it has begun. */
    double messageBytesPerSecond(Link link, boolean betweenMachines) {
        double rate = link.bandwidth().rate() * (betweenMachines ? efficiency.betweenShare() : 1);
        return Math.min(rate, efficiency.messageBytesPerSecond());
    }

    private double ring(CollectiveKind kind, double bytes, RankGroup group) {
        double share = kind.ringShare(group.ranks());
        double latency = efficiency.baseSeconds() + efficiency.perRankSeconds() * group.ranks() * kind.rounds() / 2;
        double inside = latency + share * efficiency.effectiveBytes(bytes) / efficiency.insideRate(group);
        return Math.max(inside, between(share * bytes, 2 * group.machines(), group));
    }

    private double tree(CollectiveKind kind, double bytes, RankGroup group) {
        double levels = levels(group.ranks());
        double latency = efficiency.baseSeconds() + 2 * efficiency.perRankSeconds() * levels * kind.rounds() / 2;
        double sent = kind.rounds() * bytes;
        double inside = latency + kind.rounds() * efficiency.effectiveBytes(bytes) / efficiency.insideRate(group);
        return Math.max(inside, between(sent, 2 * levels(group.machines()), group));
    }

    private double hierarchical(CollectiveKind kind, double bytes, RankGroup group) {
        double inside = ring(kind, bytes, group.insideOneMachine());
        return inside + ring(kind, bytes / group.perMachine(), group.acrossMachines());
    }

    private double inNetwork(double bytes, RankGroup group) {
        double latency = efficiency.baseSeconds() + 2 * efficiency.perRankSeconds();
        double inside = latency + efficiency.effectiveBytes(bytes) / efficiency.insideRate(group);
        return Math.max(inside, between(bytes, 2, group));
    }

    private static double levels(int ranks) {
        return Math.ceil(Math.log(ranks) / Math.log(2));
    }

    private double between(double sentBytes, double hops, RankGroup group) {
        return group.machines() == 1
                ? 0
                : sentBytes / efficiency.betweenRate(group)
                        + hops * group.between().latency().value();
    }
}
