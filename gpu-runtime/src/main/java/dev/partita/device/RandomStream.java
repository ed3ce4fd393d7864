package dev.partita.device;

import java.nio.charset.StandardCharsets;

/**
 * Counter-based random numbers: a value depends on what it is for, never on who draws it or when, so a partition cannot
 * change it. The mixing function is the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
 */
public final class RandomStream {
    /** The constants of the mixing function, for devices that draw many numbers at once. */
    public static final long GOLDEN = 0x9E3779B97F4A7C15L;

    public static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    public static final long SECOND_FACTOR = 0x94D049BB133111EBL;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private RandomStream() {}

    /** The stream of a layer or parameter name: FNV-1a over its UTF-8 bytes. */
    public static long ofLayer(String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** The key of one sample's elements at one step: mix(mix(mix(seed) ^ stream) + step) + sample, mixed again. */
    public static long key(long seed, long stream, long step, long sample) {
        return mix(mix(mix(mix(seed) ^ stream) + step) + sample);
    }

    /** A uniform number in [0, 1) with 24 bits: element {@code element} under {@code key}. */
    public static float uniform(long key, long element) {
        return (mix(key + element * GOLDEN) >>> 40) * 0x1p-24f;
    }

    /** The finalizer of SplitMix64. */
    public static long mix(long z) {
        z += GOLDEN;
        z = (z ^ (z >>> 30)) * FIRST_FACTOR;
        z = (z ^ (z >>> 27)) * SECOND_FACTOR;
        return z ^ (z >>> 31);
    }
}
