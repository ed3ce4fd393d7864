package dev.partita.profile;

/**
 * What a communication library reaches on links.
 *
 * @param insideShare share of a link inside a machine that a large ring of ranks reaches
 * @param smallGroupLoss a ring of n ranks reaches {@code 1 - loss/n} of that
 * @param halfBytes a message of this size reaches half of the bandwidth; the loss falls with the root of the size
 * @param baseSeconds time of an empty all-reduce, and per rank of the ring
 * @param betweenShare share of a rail between machines
 * @param messageBytesPerSecond what one pair of ranks reaches at most, whatever joins them
 */
public record LinkEfficiency(
        double insideShare,
        double smallGroupLoss,
        double halfBytes,
        double baseSeconds,
        double perRankSeconds,
        double betweenShare,
        double messageBytesPerSecond) {

    /**
     * NCCL on A100. The first five are fitted on all-reduce times of 2 to 8 cards of one machine (vTrain's traces: mean
     * error 4.0 %), the last two with the step times that {@link Efficiency#MEGATRON} names: machines reach half of a
     * 200 Gb/s rail per card (they had one rail for two cards), and stages send to each other at 20 GB/s.
     */
    public static final LinkEfficiency NCCL =
            new LinkEfficiency(0.8163, 0.3804, 418_500, 23.7e-6, 5.6e-6, 0.472, 19.9e9);

    double insideRate(RankGroup group) {
        return group.inside().bandwidth().rate() * insideShare * (1 - smallGroupLoss / group.ranks());
    }

    double betweenRate(RankGroup group) {
        return group.between().bandwidth().rate() * betweenShare * group.perMachine();
    }

    /** Bytes with what their size costs them. */
    double effectiveBytes(double bytes) {
        return bytes + Math.sqrt(bytes * halfBytes);
    }
}
