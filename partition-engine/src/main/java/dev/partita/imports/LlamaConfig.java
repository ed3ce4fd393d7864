package dev.partita.imports;

import dev.partita.imports.ModelConfig.Made;
import dev.partita.operator.Initialization;
import dev.partita.operator.Initialization.Normal;
import dev.partita.template.Llama;
import dev.partita.template.Llama.Experts;
import dev.partita.template.Llama.Variant;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Llama and its relatives Mistral, Mixtral and Qwen2: three projections become one. */
final class LlamaConfig {
    /** Rows of an expert over its fair share; the published code drops no token. */
    private static final double CAPACITY = 1.25;

    private LlamaConfig() {}

    static ModelConfig of(ConfigValues config, String family) {
        long width = config.size("hidden_size");
        long heads = config.size("num_attention_heads");
        long positions = config.size("max_position_embeddings", 2048);
        if (!config.text("hidden_act", "silu").equals("silu")) {
            throw config.unsupported("hidden_act", "silu");
        }
        config.off("mlp_bias");
        config.leftOut("attention_dropout");
        boolean qwen = family.equals("qwen2");
        boolean biased = !qwen && config.flag("attention_bias", false);
        Variant variant = new Variant(
                config.number("rms_norm_eps", 1e-6),
                config.size("head_dim", width / heads),
                config.flag("tie_word_embeddings", false),
                qwen || biased,
                biased);
        Initialization weights = new Normal(config.number("initializer_range", 0.02));
        Optional<Experts> experts = family.equals("mixtral") ? Optional.of(experts(config)) : Optional.empty();
        Llama sizes = new Llama(
                config.blocks("num_hidden_layers"),
                width,
                heads,
                config.size("num_key_value_heads", heads),
                config.size("intermediate_size"),
                positions,
                config.size("vocab_size"),
                theta(config, family),
                experts,
                weights,
                weights,
                variant);
        long window = window(config, family, sizes.layers());
        return ModelConfig.of(ModelConfig.SEQUENCE, positions, (name, chosen) -> make(name, chosen, sizes, window));
    }

    private static Experts experts(ConfigValues config) {
        boolean balanced = config.flag("output_router_logits", false);
        double balance = config.number("router_aux_loss_coef", 0.001);
        config.off("router_jitter_noise");
        config.notes.add(Sentence.of("engine.import.config_capacity", CAPACITY));
        return new Experts(
                config.size("num_local_experts"), config.size("num_experts_per_tok"), CAPACITY, balanced ? balance : 0);
    }

    /** The base of the wavelengths; newer files keep it among the rope's other parameters. */
    private static double theta(ConfigValues config, String family) {
        config.off("rope_scaling");
        ConfigValues rope = config.inside("rope_parameters");
        rope.only("rope_type", "default");
        rope.only("partial_rotary_factor", 1.0);
        config.only("partial_rotary_factor", 1.0);
        double usual = family.equals("mixtral") ? 1e6 : 10_000;
        double theta = config.number("rope_theta", rope.number("rope_theta", usual));
        rope.refuseUnread("rope_parameters");
        return theta;
    }

    /** How far attention looks back; a longer sequence is refused. */
    private static long window(ConfigValues config, String family, int layers) {
        if (family.equals("qwen2") && !config.flag("use_sliding_window", false)) {
            config.has("sliding_window");
            config.has("layer_types");
            return Long.MAX_VALUE;
        }
        for (String kind : config.texts("layer_types")) {
            if (!kind.equals("full_attention") && !kind.equals("sliding_attention")) {
                throw config.unsupported("layer_types", "full_attention x" + layers);
            }
        }
        return config.size("sliding_window", Long.MAX_VALUE >> 32);
    }

    private static Made make(String name, Map<String, Long> chosen, Llama file, long window) {
        long sequence = chosen.getOrDefault(ModelConfig.SEQUENCE, file.sequence());
        if (sequence > window) {
            throw new ImportRefused(Sentence.of("engine.import.config_window", window, sequence));
        }
        Llama sizes = new Llama(
                file.layers(),
                file.width(),
                file.heads(),
                file.keyHeads(),
                file.hidden(),
                sequence,
                file.vocabulary(),
                file.theta(),
                file.experts(),
                file.embeddings(),
                file.weights(),
                file.variant());
        WeightList list = new WeightList();
        list.same("embedding.weight", "embed_tokens.weight", sizes.vocabulary(), sizes.width());
        for (int block = 0; block < sizes.layers(); block++) {
            block(list, sizes, block);
        }
        list.same("norm.weight", "norm.weight", sizes.width());
        if (!sizes.variant().tied()) {
            list.linear("head", "lm_head", sizes.width(), sizes.vocabulary(), false);
        }
        return new Made(sizes.graph(name), list, List.of("model."), Set.of("rotary_emb.inv_freq", "lm_head.weight"));
    }

    private static void block(WeightList list, Llama sizes, int block) {
        String ours = "decoder." + block + ".";
        String theirs = "layers." + block + ".";
        long width = sizes.width();
        long queries = sizes.heads() * sizes.variant().headSize();
        long keys = sizes.keyHeads() * sizes.variant().headSize();
        list.same(ours + "attention.norm.weight", theirs + "input_layernorm.weight", width);
        list.stacked(
                ours + "attention.qkv",
                List.of(theirs + "self_attn.q_proj", theirs + "self_attn.k_proj", theirs + "self_attn.v_proj"),
                width,
                List.of(queries, keys, keys),
                sizes.variant().queryBias());
        list.linear(
                ours + "attention.projection",
                theirs + "self_attn.o_proj",
                queries,
                width,
                sizes.variant().outputBias());
        if (sizes.experts().isEmpty()) {
            list.same(ours + "mlp.norm.weight", theirs + "post_attention_layernorm.weight", width);
            gated(list, ours + "mlp.", theirs + "mlp.", List.of("gate_proj", "up_proj", "down_proj"), sizes);
            return;
        }
        list.same(ours + "mixture.norm.weight", theirs + "post_attention_layernorm.weight", width);
        long experts = sizes.experts().get().count();
        list.linear(ours + "mixture.router", theirs + "block_sparse_moe.gate", width, experts, false);
        for (int expert = 0; expert < experts; expert++) {
            gated(
                    list,
                    ours + "mixture.expert." + expert + ".",
                    theirs + "block_sparse_moe.experts." + expert + ".",
                    List.of("w1", "w3", "w2"),
                    sizes);
        }
    }

    private static void gated(WeightList list, String ours, String theirs, List<String> names, Llama sizes) {
        list.linear(ours + "gate", theirs + names.get(0), sizes.width(), sizes.hidden(), false);
        list.linear(ours + "up", theirs + names.get(1), sizes.width(), sizes.hidden(), false);
        list.linear(ours + "down", theirs + names.get(2), sizes.hidden(), sizes.width(), false);
    }
}
