package dev.partita.profile;

import dev.partita.hardware.Link;

/**
 * Ranks that communicate, spread evenly over machines.
 *
 * @param ranks all of them
 * @param perMachine those that share a machine; each has a rail of its own to other machines
 * @param inside the link of two ranks in one machine
 * @param between one rail
 */
public record RankGroup(int ranks, int perMachine, Link inside, Link between) {
    public RankGroup {
        if (perMachine < 1 || ranks < perMachine || ranks % perMachine != 0) {
            throw new IllegalArgumentException("A group's ranks lie evenly on its machines, found " + ranks
                    + " ranks with " + perMachine + " on each.");
        }
    }

    public int machines() {
        return ranks / perMachine;
    }

    /** The ranks of one machine alone. */
    RankGroup insideOneMachine() {
        return new RankGroup(perMachine, perMachine, inside, between);
    }

    /** One rank of each machine. */
    RankGroup acrossMachines() {
        return new RankGroup(machines(), 1, inside, between);
    }
}
