package dev.partita.data;

import dev.partita.device.RandomStream;
import dev.partita.kernel.LossKernel;
import java.util.Arrays;

/**
 * Which bytes of a sample a masked model predicts, and what it reads in their place (Devlin et al. 2019, section 3.1): 80 %
 * are {@link #MASK}, 10 % another byte, 10 % themselves. All of it depends on a key alone: element by element.
 */
final class TextMask {
    /** The token that hides a byte, the first that is none. */
    static final int MASK = 256;

    private static final float MASKED = 0.8f;
    private static final float REPLACED = 0.9f;

    private final long key;
    private final int length;
    private final boolean[] predicted;

    /** The {@code predictions} elements with the smallest numbers, of equal ones the first. */
    TextMask(long key, int length, int predictions) {
        this.key = key;
        this.length = length;
        this.predicted = new boolean[length];
        long[] numbers = new long[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (long) (RandomStream.uniform(key, i) * 0x1p24f) << Integer.SIZE | i;
        }
        Arrays.sort(numbers);
        for (int i = 0; i < Math.min(predictions, length); i++) {
            predicted[(int) numbers[i]] = true;
        }
    }

    int token(int element, int original) {
        if (!predicted[element]) {
            return original;
        }
        float kind = RandomStream.uniform(key, length + element);
        if (kind < MASKED) {
            return MASK;
        }
        return kind < REPLACED ? (int) (RandomStream.uniform(key, 2L * length + element) * MASK) : original;
    }

    int target(int element, int original) {
        return predicted[element] ? original : LossKernel.IGNORED;
    }
}
