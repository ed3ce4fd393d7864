package dev.partita.imports;

import dev.partita.tensor.TensorSpec;

/** One output of one layer. */
record Flow(LayerDraft layer, int output) implements Known {
    TensorSpec spec() {
        return layer.outputs.get(output);
    }
}
