package dev.partita.ui.training;

import dev.partita.workbench.TrainSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What is chosen for the next run, as it is typed. */
final class TrainForm {
    /** A field that does not hold what it should. */
    enum Problem {
        STEPS("training.problem.steps"),
        SEED("training.problem.seed"),
        CHECKPOINT_EVERY("training.problem.checkpoint_every");

        private final String key;

        Problem(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    private final StringProperty steps = new SimpleStringProperty("");
    private final StringProperty seed = new SimpleStringProperty("0");
    private final StringProperty checkpointEvery = new SimpleStringProperty("");
    private final ObjectProperty<TrainSettings.Order> order = new SimpleObjectProperty<>(TrainSettings.Order.SHUFFLED);
    private final ObjectBinding<Optional<Problem>> problem =
            Bindings.createObjectBinding(this::firstProblem, steps, seed, checkpointEvery);

    /** Empty takes as many as the learning rate's schedule has. */
    StringProperty steps() {
        return steps;
    }

    StringProperty seed() {
        return seed;
    }

    /** Empty writes one at the end alone. */
    StringProperty checkpointEvery() {
        return checkpointEvery;
    }

    ObjectProperty<TrainSettings.Order> order() {
        return order;
    }

    ObjectBinding<Optional<Problem>> problem() {
        return problem;
    }

    private Optional<Problem> firstProblem() {
        if (!steps.get().isBlank() && !wholeAndNotNegative(steps.get())) {
            return Optional.of(Problem.STEPS);
        }
        if (number(seed.get()).isEmpty()) {
            return Optional.of(Problem.SEED);
        }
        return checkpointEvery.get().isBlank() || wholeAndNotNegative(checkpointEvery.get())
                ? Optional.empty()
                : Optional.of(Problem.CHECKPOINT_EVERY);
    }

    /** The settings as typed; only while there is no problem. */
    TrainSettings settings(boolean resume) {
        return new TrainSettings(
                number(steps.get()),
                number(seed.get()).orElseThrow(),
                order.get(),
                resume,
                number(checkpointEvery.get()).orElse(0),
                Optional.empty());
    }

    /** The same settings as words of {@code partita train}; those that say nothing are left out. */
    List<String> words(boolean resume) {
        List<String> words = new ArrayList<>();
        if (!steps.get().isBlank()) {
            words.addAll(List.of("--steps", steps.get().strip()));
        }
        if (!seed.get().strip().equals("0")) {
            words.addAll(List.of("--seed", seed.get().strip()));
        }
        if (!checkpointEvery.get().isBlank()) {
            words.addAll(List.of("--checkpoint-every", checkpointEvery.get().strip()));
        }
        if (order.get() != TrainSettings.Order.SHUFFLED) {
            words.addAll(List.of("--order", order.get().toString()));
        }
        if (resume) {
            words.add("--resume");
        }
        return words;
    }

    private static boolean wholeAndNotNegative(String text) {
        return number(text).orElse(-1) >= 0;
    }

    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException notWhole) {
            return OptionalLong.empty();
        }
    }
}
