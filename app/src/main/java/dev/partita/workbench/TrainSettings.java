package dev.partita.workbench;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is chosen for one run alone.
 *
 * @param steps empty takes as many as the learning rate's schedule has, or {@link #USUAL_STEPS}
 * @param initialWeights weights to start from instead of those drawn from the seed
 */
public record TrainSettings(
        OptionalLong steps,
        long seed,
        Order order,
        boolean resume,
        long checkpointEvery,
        Optional<Path> initialWeights) {
    public static final long USUAL_STEPS = 200;

    /** Which sample comes when. */
    public enum Order {
        SHUFFLED("shuffled"),
        SEQUENTIAL("sequential");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    public static TrainSettings ofSteps(long steps) {
        return new TrainSettings(OptionalLong.of(steps), 0, Order.SHUFFLED, false, 0, Optional.empty());
    }
}
