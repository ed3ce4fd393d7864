package dev.partita.imports;

import dev.partita.imports.ModelConfig.Made;
import dev.partita.template.T5;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** T5 as first published: ReLU, one embedding for all. */
final class T5Config {
    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private T5Config() {}

    static ModelConfig of(ConfigValues config) {
        T5 file = new T5(
                config.blocks("num_layers"),
                config.size("d_model"),
                config.size("num_heads"),
                config.size("d_kv"),
                config.size("d_ff"),
                config.size("n_positions", 512),
                config.size("n_positions", 512),
                config.size("vocab_size"));
        config.only("num_decoder_layers", file.layers());
        config.only("feed_forward_proj", "relu");
        config.only("dense_act_fn", "relu");
        config.off("is_gated_act");
        config.only("tie_word_embeddings", true);
        config.only("relative_attention_num_buckets", 32);
        config.only("relative_attention_max_distance", 128);
        if (config.number("layer_norm_epsilon", 1e-6) != 1e-6) {
            throw config.unsupported("layer_norm_epsilon", 1e-6);
        }
        config.leftOut("dropout_rate");
        SequencedMap<String, Long> lengths = new LinkedHashMap<>();
        lengths.put(SOURCE, file.source());
        lengths.put(TARGET, file.target());
        return new ModelConfig(lengths, (name, chosen) -> make(name, chosen, file));
    }

    private static Made make(String name, Map<String, Long> chosen, T5 file) {
        T5 sizes = new T5(
                file.layers(),
                file.width(),
                file.heads(),
                file.headSize(),
                file.hidden(),
                chosen.getOrDefault(SOURCE, file.source()),
                chosen.getOrDefault(TARGET, file.target()),
                file.vocabulary());
        WeightList list = new WeightList();
        list.same("encoder.embedding.weight", "shared.weight", sizes.vocabulary(), sizes.width());
        for (String side : List.of("encoder", "decoder")) {
            list.same(
                    side + ".0.attention.attention.weight",
                    side + ".block.0.layer.0.SelfAttention.relative_attention_bias.weight",
                    32L,
                    sizes.heads());
            for (int block = 0; block < sizes.layers(); block++) {
                block(list, sizes, side, block);
            }
            list.same(side + ".norm.weight", side + ".final_layer_norm.weight", sizes.width());
        }
        return new Made(sizes.graph(name), list, List.of(), Set.of("embed_tokens.weight", "lm_head.weight"));
    }

    private static void block(WeightList list, T5 sizes, String side, int block) {
        String ours = side + "." + block + ".";
        String theirs = side + ".block." + block + ".layer.";
        boolean decoder = side.equals("decoder");
        attention(list, sizes, ours + "attention.", theirs + "0.", "SelfAttention", false);
        if (decoder) {
            attention(list, sizes, ours + "cross.", theirs + "1.", "EncDecAttention", true);
        }
        String last = theirs + (decoder ? "2." : "1.");
        list.same(ours + "mlp.norm.weight", last + "layer_norm.weight", sizes.width());
        list.linear(ours + "mlp.up", last + "DenseReluDense.wi", sizes.width(), sizes.hidden(), false);
        list.linear(ours + "mlp.down", last + "DenseReluDense.wo", sizes.hidden(), sizes.width(), false);
    }

    private static void attention(WeightList list, T5 sizes, String ours, String theirs, String module, boolean cross) {
        long inner = sizes.heads() * sizes.headSize();
        String from = theirs + module + ".";
        list.same(ours + "norm.weight", theirs + "layer_norm.weight", sizes.width());
        if (cross) {
            list.linear(ours + "q", from + "q", sizes.width(), inner, false);
            list.stacked(ours + "kv", List.of(from + "k", from + "v"), sizes.width(), List.of(inner, inner), false);
        } else {
            list.stacked(
                    ours + "qkv",
                    List.of(from + "q", from + "k", from + "v"),
                    sizes.width(),
                    List.of(inner, inner, inner),
                    false);
        }
        list.linear(ours + "projection", from + "o", inner, sizes.width(), false);
    }
}
