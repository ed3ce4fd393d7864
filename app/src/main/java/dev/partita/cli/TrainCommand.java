package dev.partita.cli;

import dev.partita.workbench.TrainSettings;
import dev.partita.workbench.TrainSettings.Order;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a plan on the devices of this machine. */
@Command(name = "train")
final class TrainCommand implements Runnable {
    private static final String CPU = "cpu";

    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    @Option(names = "--steps", paramLabel = "N", descriptionKey = "train.steps")
    private Optional<Long> steps = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", descriptionKey = "train.seed")
    private long seed;

    @Option(names = "--backend", paramLabel = "cpu", descriptionKey = "train.backend")
    private String backend = CPU;

    @Option(names = "--resume", descriptionKey = "train.resume")
    private boolean resume;

    @Option(names = "--checkpoint-every", paramLabel = "N", descriptionKey = "train.checkpoint_every")
    private long checkpointEvery;

    @Option(names = "--order", paramLabel = "shuffled|sequential", descriptionKey = "train.order")
    private Order order = Order.SHUFFLED;

    @Option(names = "--init", paramLabel = "FILE", descriptionKey = "train.init")
    private Optional<Path> initialWeights = Optional.empty();

    @Option(names = "--losses", paramLabel = "FILE.csv", descriptionKey = "train.losses")
    private Optional<Path> losses = Optional.empty();

    private final Session session;

    TrainCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.report(Training.run(session, folder, settings(), losses));
    }

    private TrainSettings settings() {
        if (!backend.equals(CPU)) {
            throw session.failure(ExitCode.INPUT, "train.backend.unknown", backend);
        }
        if (steps.orElse(0L) < 0 || checkpointEvery < 0) {
            throw session.failure(ExitCode.INPUT, "train.negative", steps.orElse(0L), checkpointEvery);
        }
        if (resume && initialWeights.isPresent()) {
            throw session.failure(ExitCode.INPUT, "train.resume_or_init");
        }
        OptionalLong wanted = steps.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        return new TrainSettings(wanted, seed, order, resume, checkpointEvery, initialWeights);
    }
}
