package dev.partita.sweep;

import dev.partita.sweep.StepPrediction.Memory;
import dev.partita.text.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The columns a sweep adds, in their order; scripts rely on the names. */
public record SweepColumns(Language language) {
    private static final List<String> ADDED = List.of(
            "predicted_step_ms",
            "predicted_peak_bytes",
            "predicted_tflops_per_gpu",
            "bubble_fraction",
            "exposed_communication_fraction",
            "weights_bytes",
            "gradients_bytes",
            "optimizer_bytes",
            "activations_bytes",
            "workspace_bytes",
            "overhead_bytes",
            "problem");

    List<String> header(List<String> input) {
        List<String> header = new ArrayList<>(input);
        header.addAll(ADDED);
        return header;
    }

    List<String> append(List<String> input, Sweep.Row row) {
        List<String> cells = new ArrayList<>(input);
        cells.addAll(
                row.prediction().isPresent()
                        ? predicted(
                                row.configuration().orElseThrow(),
                                row.prediction().orElseThrow())
                        : Collections.nCopies(ADDED.size() - 1, ""));
        cells.add(row.problem().map(sentence -> sentence.in(language)).orElse(""));
        return cells;
    }

    private static List<String> predicted(Configuration configuration, StepPrediction prediction) {
        double teraflops = configuration.stepFlops() / prediction.stepSeconds() / configuration.gpus() / 1e12;
        Memory memory = prediction.memory();
        return List.of(
                decimals(prediction.stepSeconds() * 1e3),
                bytes(memory.peakBytes()),
                decimals(teraflops),
                decimals(prediction.bubbleFraction()),
                decimals(prediction.exposedCommunicationFraction()),
                bytes(memory.weightsBytes()),
                bytes(memory.gradientsBytes()),
                bytes(memory.optimizerBytes()),
                bytes(memory.activationsBytes()),
                bytes(memory.workspaceBytes()),
                bytes(memory.overheadBytes()));
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String bytes(double value) {
        return Long.toString(Math.round(value));
    }
}
