package dev.partita.imports;

import dev.partita.imports.ModelConfig.Made;
import dev.partita.operator.Initialization;
import dev.partita.operator.Initialization.Normal;
import dev.partita.template.Bert;
import dev.partita.template.Style;
import java.util.List;
import java.util.Set;

/** BERT with its masked language model. */
final class BertConfig {
    /** Of the tokens of a sample, as published. */
    private static final double PREDICTED = 0.15;

    private BertConfig() {}

    static ModelConfig of(ConfigValues config) {
        long width = config.size("hidden_size");
        long positions = config.size("max_position_embeddings", 512);
        long vocabulary = config.size("vocab_size");
        long types = config.size("type_vocab_size", 2);
        int layers = config.blocks("num_hidden_layers");
        long heads = config.size("num_attention_heads");
        config.leftOut("hidden_dropout_prob");
        config.leftOut("attention_probs_dropout_prob");
        config.only("position_embedding_type", "absolute");
        config.only("tie_word_embeddings", true);
        config.only("is_decoder", false);
        config.off("add_cross_attention");
        Initialization weights = new Normal(config.number("initializer_range", 0.02));
        Style style = new Style(
                config.size("intermediate_size"),
                config.activation("hidden_act", "gelu"),
                config.number("layer_norm_eps", 1e-12),
                weights);
        return ModelConfig.of(ModelConfig.SEQUENCE, positions, (name, chosen) -> {
            long sequence = chosen.getOrDefault(ModelConfig.SEQUENCE, positions);
            long predictions = Math.max(1, Math.round(PREDICTED * sequence));
            Bert sizes = new Bert(layers, width, heads, sequence, vocabulary, predictions, types, weights, style);
            WeightList list = new WeightList();
            list.same("embedding.tokens.weight", "embeddings.word_embeddings.weight", vocabulary, width);
            list.same("embedding.types.weight", "embeddings.token_type_embeddings.weight", types, width);
            list.beginning(
                    "embedding.positions.weight", "embeddings.position_embeddings.weight", sequence, positions, width);
            list.norm("embedding.norm", "embeddings.LayerNorm", width);
            for (int block = 0; block < layers; block++) {
                block(list, block, width, style.hidden());
            }
            list.linear("head.dense", "cls.predictions.transform.dense", width, width, true);
            list.norm("head.norm", "cls.predictions.transform.LayerNorm", width);
            list.same("head.tokens.bias", "cls.predictions.bias", vocabulary);
            return new Made(
                    sizes.graph(name),
                    list,
                    List.of("bert."),
                    Set.of(
                            "embeddings.position_ids",
                            "cls.predictions.decoder.weight",
                            "cls.predictions.decoder.bias"));
        });
    }

    private static void block(WeightList list, int block, long width, long hidden) {
        String ours = "encoder." + block + ".";
        String theirs = "encoder.layer." + block + ".";
        String self = theirs + "attention.self.";
        list.stacked(
                ours + "attention.qkv",
                List.of(self + "query", self + "key", self + "value"),
                width,
                List.of(width, width, width),
                true);
        list.linear(ours + "attention.projection", theirs + "attention.output.dense", width, width, true);
        list.norm(ours + "attention.norm", theirs + "attention.output.LayerNorm", width);
        list.linear(ours + "mlp.up", theirs + "intermediate.dense", width, hidden, true);
        list.linear(ours + "mlp.down", theirs + "output.dense", hidden, width, true);
        list.norm(ours + "mlp.norm", theirs + "output.LayerNorm", width);
    }
}
