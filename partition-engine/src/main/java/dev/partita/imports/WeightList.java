package dev.partita.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Writes down which tensors of a file become which parameters. */
final class WeightList {
    final SequencedMap<String, List<WeightPart>> parts = new LinkedHashMap<>();

    /** A parameter that is one tensor of the file. */
    void same(String parameter, String tensor, Long... sizes) {
        parts.put(parameter, List.of(WeightPart.whole(tensor, List.of(sizes))));
    }

    /** The first rows of a table that may be longer in the file. */
    void beginning(String parameter, String tensor, long rows, Long... sizes) {
        parts.put(parameter, List.of(WeightPart.whole(tensor, List.of(sizes)).rows(0, rows)));
    }

    /** Weight and bias of a normalization. */
    void norm(String layer, String module, long width) {
        same(layer + ".weight", module + ".weight", width);
        same(layer + ".bias", module + ".bias", width);
    }

    /** A Linear whose weight lies in the file as {@code [out, in]}. */
    void linear(String layer, String module, long inputs, long outputs, boolean bias) {
        stacked(layer, List.of(module), inputs, List.of(outputs), bias);
    }

    /** A Linear whose weight lies in the file as {@code [in, out]}: GPT-2's Conv1D. */
    void transposed(String layer, String module, long inputs, long outputs) {
        parts.put(layer + ".weight", List.of(WeightPart.transposed(module + ".weight", List.of(inputs, outputs))));
        same(layer + ".bias", module + ".bias", outputs);
    }

    /** One Linear made of several that read the same: queries, keys and values. */
    void stacked(String layer, List<String> modules, long inputs, List<Long> outputs, boolean bias) {
        List<WeightPart> weights = new ArrayList<>();
        List<WeightPart> biases = new ArrayList<>();
        for (int i = 0; i < modules.size(); i++) {
            weights.add(WeightPart.whole(modules.get(i) + ".weight", List.of(outputs.get(i), inputs)));
            biases.add(WeightPart.whole(modules.get(i) + ".bias", List.of(outputs.get(i))));
        }
        parts.put(layer + ".weight", weights);
        if (bias) {
            parts.put(layer + ".bias", biases);
        }
    }
}
