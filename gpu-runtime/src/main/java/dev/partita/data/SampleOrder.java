package dev.partita.data;

import dev.partita.device.RandomStream;

/** Which sample comes when. Depends on seed and position alone, so that no partition and no restart changes it. */
public sealed interface SampleOrder {
    /** The sample at a position counted from the start of training. */
    long sampleAt(long position, long samples);

    /** Sample i at position i. */
    record Sequential() implements SampleOrder {
        @Override
        public long sampleAt(long position, long samples) {
            return position;
        }
    }

    /**
     * Each epoch a permutation of its own, computed in constant memory: a four-round Feistel network over the next even
     * number of bits, walked until it lands inside (Black and Rogaway 2002).
     */
    record Shuffled(long seed) implements SampleOrder {
        private static final long STREAM = RandomStream.ofLayer("sample order");
        private static final int ROUNDS = 4;

        @Override
        public long sampleAt(long position, long samples) {
            long epoch = position / samples;
            int halfBits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(samples - 1) + 1) / 2);
            long place = position % samples;
            do {
                place = permute(place, halfBits, epoch);
            } while (place >= samples);
            return place;
        }

        private long permute(long value, int halfBits, long epoch) {
            long mask = (1L << halfBits) - 1;
            long left = value >>> halfBits;
            long right = value & mask;
            for (int round = 0; round < ROUNDS; round++) {
                long mixed = RandomStream.key(seed, STREAM, epoch * ROUNDS + round, right) & mask;
                long next = left ^ mixed;
                left = right;
                right = next;
            }
            return left << halfBits | right;
        }
    }
}
