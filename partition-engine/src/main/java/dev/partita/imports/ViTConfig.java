package dev.partita.imports;

import dev.partita.imports.ModelConfig.Made;
import dev.partita.operator.Initialization.Normal;
import dev.partita.template.Style;
import dev.partita.template.VisionTransformer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** The vision transformer with its classifier. */
final class ViTConfig {
    private ViTConfig() {}

    static ModelConfig of(ConfigValues config) {
        long labels = Math.max(config.entries("id2label"), 0);
        long width = config.size("hidden_size");
        config.only("qkv_bias", true);
        config.leftOut("hidden_dropout_prob");
        config.leftOut("attention_probs_dropout_prob");
        VisionTransformer sizes = new VisionTransformer(
                config.square("image_size", 224),
                config.size("num_channels", 3),
                config.square("patch_size", 16),
                config.blocks("num_hidden_layers"),
                width,
                config.size("num_attention_heads"),
                config.size("num_labels", labels > 0 ? labels : 2),
                new Style(
                        config.size("intermediate_size"),
                        config.activation("hidden_act", "gelu"),
                        config.number("layer_norm_eps", 1e-12),
                        new Normal(config.number("initializer_range", 0.02))));
        if (sizes.size() % sizes.patch() != 0) {
            throw config.unsupported("image_size", sizes.patch() + " * n");
        }
        return new ModelConfig(new LinkedHashMap<>(), (name, chosen) -> make(name, sizes));
    }

    private static Made make(String name, VisionTransformer sizes) {
        WeightList list = new WeightList();
        long width = sizes.width();
        long across = sizes.size() / sizes.patch();
        list.same(
                "patches.conv.weight",
                "embeddings.patch_embeddings.projection.weight",
                width,
                sizes.channels(),
                sizes.patch(),
                sizes.patch());
        list.same("patches.conv.bias", "embeddings.patch_embeddings.projection.bias", width);
        list.same("class_token.weight", "embeddings.cls_token", 1L, 1L, width);
        list.same("positions.weight", "embeddings.position_embeddings", 1L, across * across + 1, width);
        for (int block = 0; block < sizes.layers(); block++) {
            block(list, sizes, block);
        }
        list.norm("norm", "layernorm", width);
        list.linear("head.linear", "classifier", width, sizes.classes(), true);
        return new Made(sizes.graph(name), list, List.of("vit."), Set.of());
    }

    private static void block(WeightList list, VisionTransformer sizes, int block) {
        String ours = "encoder." + block + ".";
        String theirs = "encoder.layer." + block + ".";
        String self = theirs + "attention.attention.";
        long width = sizes.width();
        list.norm(ours + "attention.norm", theirs + "layernorm_before", width);
        list.stacked(
                ours + "attention.qkv",
                List.of(self + "query", self + "key", self + "value"),
                width,
                List.of(width, width, width),
                true);
        list.linear(ours + "attention.projection", theirs + "attention.output.dense", width, width, true);
        list.norm(ours + "mlp.norm", theirs + "layernorm_after", width);
        list.linear(
                ours + "mlp.up",
                theirs + "intermediate.dense",
                width,
                sizes.style().hidden(),
                true);
        list.linear(ours + "mlp.down", theirs + "output.dense", sizes.style().hidden(), width, true);
    }
}
