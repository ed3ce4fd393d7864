package dev.partita.sweep;

import java.util.List;

/** What a column of a table means, with the names it goes by. */
enum Column {
    GPUS(1 << 20, "gpus"),
    GLOBAL_BATCH(1 << 24, "global_batch"),
    MICROBATCH(1 << 20, "micro_batch", "microbatch", "microbatch_size"),
    WIDTH(1 << 20, "hidden_size", "hidden"),
    HEADS(1 << 16, "attention_heads", "heads"),
    LAYERS(1 << 16, "layers"),
    SEQUENCE(1 << 22, "sequence_length", "seq"),
    TENSOR(1 << 16, "tensor_parallelism", "tp"),
    DATA(1 << 20, "data_parallelism", "dp", "dp_derived"),
    PIPELINE(1 << 16, "pipeline_parallelism", "pp"),
    VOCABULARY(1 << 24, "vocabulary", "vocab", "vocabulary_size"),
    INTERLEAVING(1 << 10, "interleaving", "interleave_vpp", "vpp");

    /** The column that says {@code none} or {@code full}. */
    static final String RECOMPUTE = "recompute";

    private final long maximum;
    private final List<String> names;

    Column(long maximum, String... names) {
        this.maximum = maximum;
        this.names = List.of(names);
    }

    long maximum() {
        return maximum;
    }

    List<String> names() {
        return names;
    }

    /** The name messages use. */
    String title() {
        return names.getFirst();
    }
}
