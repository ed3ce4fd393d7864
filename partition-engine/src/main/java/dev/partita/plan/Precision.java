package dev.partita.plan;

import dev.partita.tensor.DataType;

/**
 * The type in which layers compute (Micikevicius et al. 2018). In 16 bits: the weights that layers read, activations and
 * their gradients. In fp32 always: master weights, the optimizer's state, the gradients of parameters, statistics and
 * losses.
 */
public enum Precision {
    FP32("fp32", DataType.FLOAT32),
    BF16("bf16", DataType.BFLOAT16),
    /** Of a narrow range, so that losses are scaled and steps whose gradients overflow are left out. */
    FP16("fp16", DataType.FLOAT16);

    private final String key;
    private final DataType type;

    Precision(String key, DataType type) {
        this.key = key;
        this.type = type;
    }

    /** The word used in files and commands. */
    public String key() {
        return key;
    }

    /** Of weights and activations. */
    public DataType type() {
        return type;
    }

    /** True where layers read another copy of the weights than the optimizer updates. */
    public boolean mixed() {
        return this != FP32;
    }

    /** True where losses are scaled. */
    public boolean scalesLoss() {
        return this == FP16;
    }
}
