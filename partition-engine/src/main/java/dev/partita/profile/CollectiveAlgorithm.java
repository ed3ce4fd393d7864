package dev.partita.profile;

/** The ways a collective travels. */
public enum CollectiveAlgorithm {
    /** Around all ranks: the least bytes per link, latency in proportion to the ranks. */
    RING,
    /** Up a tree and down again: latency in proportion to the logarithm of the ranks, the full tensor on each link. */
    TREE,
    /** Reduce-scatter inside each machine, all-reduce between machines on every rail, all-gather inside. */
    HIERARCHICAL,
    /** The switch adds: each rank sends and receives the tensor once (NVLS, SHARP). */
    IN_NETWORK
}
