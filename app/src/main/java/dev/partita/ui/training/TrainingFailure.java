package dev.partita.ui.training;

import dev.partita.checkpoint.InvalidCheckpoint;
import dev.partita.data.InvalidData;
import dev.partita.device.OutOfDeviceMemory;
import dev.partita.loop.CheckpointMismatch;
import dev.partita.project.ProjectFailure;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.WorkFailure;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Why a run ended early.
 *
 * @param details for the clipboard
 */
record TrainingFailure(String sentence, String details) {
    static TrainingFailure of(Throwable problem, Texts texts) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        return new TrainingFailure(sentence(problem, texts), trace.toString());
    }

    private static String sentence(Throwable problem, Texts texts) {
        return switch (problem) {
            case WorkFailure _, ProjectFailure _, InvalidData _, InvalidCheckpoint _, CheckpointMismatch _ ->
                String.valueOf(problem.getMessage());
            case OutOfDeviceMemory full -> String.valueOf(full.getMessage());
            case OutOfMemoryError _ ->
                texts.now("failure.memory", Runtime.getRuntime().maxMemory() >> 20);
            default -> texts.now("training.failure.unexpected", problem);
        };
    }
}
