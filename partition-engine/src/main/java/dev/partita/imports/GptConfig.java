package dev.partita.imports;

import dev.partita.imports.ModelConfig.Made;
import dev.partita.operator.Initialization;
import dev.partita.operator.Initialization.Normal;
import dev.partita.template.Gpt;
import dev.partita.template.Style;
import java.util.List;
import java.util.Set;

/** GPT-2: Conv1D weights lie as {@code [in, out]}, queries, keys and values are one projection already. */
final class GptConfig {
    private GptConfig() {}

    static ModelConfig of(ConfigValues config) {
        long width = config.size("n_embd", 768);
        long positions = config.size("n_positions", 1024);
        long vocabulary = config.size("vocab_size");
        int layers = config.blocks("n_layer");
        long heads = config.size("n_head");
        boolean tied = config.flag("tie_word_embeddings", true);
        double dropout = config.number("resid_pdrop", 0.1);
        if (config.number("embd_pdrop", 0.1) != dropout) {
            throw config.unsupported("embd_pdrop", "resid_pdrop " + dropout);
        }
        config.leftOut("attn_pdrop");
        config.only("scale_attn_weights", true);
        config.off("scale_attn_by_inverse_layer_idx");
        config.off("add_cross_attention");
        Initialization weights = new Normal(config.number("initializer_range", 0.02));
        Style style = new Style(
                config.size("n_inner", 4 * width),
                config.activation("activation_function", "gelu_new"),
                config.number("layer_norm_epsilon", 1e-5),
                weights);
        return ModelConfig.of(ModelConfig.SEQUENCE, positions, (name, chosen) -> {
            long sequence = chosen.getOrDefault(ModelConfig.SEQUENCE, positions);
            Gpt sizes = new Gpt(layers, width, heads, sequence, vocabulary, dropout, tied, weights, style);
            WeightList list = new WeightList();
            list.same("embedding.weight", "wte.weight", vocabulary, width);
            list.beginning("positions.weight", "wpe.weight", sequence, positions, width);
            for (int block = 0; block < layers; block++) {
                block(list, block, width, style.hidden());
            }
            list.norm("norm", "ln_f", width);
            if (!tied) {
                list.linear("head", "lm_head", width, vocabulary, false);
            }
            return new Made(
                    sizes.graph(name),
                    list,
                    List.of("transformer."),
                    Set.of("attn.bias", "attn.masked_bias", "lm_head.weight"));
        });
    }

    private static void block(WeightList list, int block, long width, long hidden) {
        String ours = "decoder." + block + ".";
        String theirs = "h." + block + ".";
        list.norm(ours + "attention.norm", theirs + "ln_1", width);
        list.transposed(ours + "attention.qkv", theirs + "attn.c_attn", width, 3 * width);
        list.transposed(ours + "attention.projection", theirs + "attn.c_proj", width, width);
        list.norm(ours + "mlp.norm", theirs + "ln_2", width);
        list.transposed(ours + "mlp.up", theirs + "mlp.c_fc", width, hidden);
        list.transposed(ours + "mlp.down", theirs + "mlp.c_proj", hidden, width);
    }
}
