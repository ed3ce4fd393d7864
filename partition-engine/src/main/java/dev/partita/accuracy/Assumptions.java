package dev.partita.accuracy;

import java.util.List;

/** What the sources leave open and the predictions assume, a sentence each. */
final class Assumptions {
    static final List<String> ALL = List.of(
            "Devices are A100 SXM with 80 GB in machines of eight on NVLink, with one 200 Gb/s rail per card between"
                    + " machines (the H100 file: H100 SXM and 400 Gb/s).",
            "Ranks are numbered tensor degree first, then data, then pipeline.",
            "Parameters and gradients are in 16 bits, Adam keeps fp32 masters and moments on every rank (no ZeRO);"
                    + " gradients are all-reduced in 16 bits after the last backward and hide behind nothing.",
            "Attention is unfused (scale, mask and softmax in one kernel, dropout in another); embedding and output"
                    + " projection have weights of their own.",
            "Pipelines run 1F1B; messages between stages travel beside compute; an interleaving of v divides the time"
                    + " that is not the slowest stage's own work by v.",
            "A table without a vocabulary has 51,200 rows, GPT-2's 50,257 padded so that they shard; without tensor"
                    + " parallelism nothing is padded, and products with 50,257 columns run at a share of the rate. The"
                    + " fitted rows at tensor degree 1 show it: their output projection takes three times what it takes"
                    + " at degree 2.",
            "A table without a column `recompute` is assumed to recompute all activations, unless the model is so small"
                    + " that one device trains it, a sample at a time, keeping every activation. The fitted rows of one"
                    + " machine show it: with recomputation their matrix products would run above the card's measured"
                    + " best.",
            "A table without a microbatch has microbatches of one sample (SC 2021 and Megatron-Core).",
            "SC 2021 and Korthikanti recompute everything, Megatron-Core nothing: so the formulas behind their times say."
                    + " Heads of SC 2021 and how it divides the model-parallel degree come from elsewhere.",
            "Flash attention, sequence parallelism, overlapped collectives and the sharded optimizer that Megatron-Core"
                    + " uses on H100 are not modelled, so these rows are predicted too slow. Runs of other models than GPT"
                    + " are left out.");

    private Assumptions() {}
}
