package dev.partita.loop;

import dev.partita.data.Dataset;
import dev.partita.program.Program;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to train and how long.
 *
 * @param program compiled for the backend it will run on
 * @param dataset belongs to the caller, who closes it
 * @param shuffled samples in a new random order each epoch; otherwise in their own order
 * @param seed of weights, data order and dropout; a resumed run keeps its own
 * @param steps optimizer steps to take now, in addition to those of a resumed run
 * @param initialWeights a safetensors file with every parameter by name; absent draws them from the seed
 * @param resumeFrom a checkpoint of this model; continues with its step, seed and optimizer state
 * @param checkpointFolder where checkpoints go; absent writes none
 * @param checkpointEvery steps between checkpoints; 0 writes one only at the end
 */
public record TrainingRequest(
        Program program,
        Dataset dataset,
        boolean shuffled,
        long seed,
        long steps,
        Optional<Path> initialWeights,
        Optional<Path> resumeFrom,
        Optional<Path> checkpointFolder,
        long checkpointEvery) {
    public TrainingRequest {
        if (steps < 0 || checkpointEvery < 0) {
            throw new Refusal(Sentence.of("runtime.training.negative", steps, checkpointEvery));
        }
        if (initialWeights.isPresent() && resumeFrom.isPresent()) {
            throw new Refusal(Sentence.of("runtime.training.both"));
        }
    }
}
