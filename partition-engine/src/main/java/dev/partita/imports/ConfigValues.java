package dev.partita.imports;

import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a config.json. Each that is asked for counts as read; what nobody asks for is reported by name. */
final class ConfigValues {
    private static final long LARGEST = 1L << 31;

    /** What names tokens, files and ways to generate text: none of it changes how the model is trained. */
    private static final Set<String> HARMLESS =
            Set.of(("_name_or_path architectures auto_map bos_token_id chunk_size_feed_forward classifier_dropout"
                            + " dtype encoder_stride eos_token_id finetuning_task forced_bos_token_id forced_eos_token_id"
                            + " gradient_checkpointing id2label initializer_factor is_decoder is_encoder_decoder label2id"
                            + " max_window_layers model_type output_attentions output_hidden_states output_past pad_token_id"
                            + " pooler_act pooler_fc_size pooler_num_attention_heads pooler_num_fc_layers pooler_output_size"
                            + " pooler_size_per_head pooler_type prefix pretraining_tp problem_type"
                            + " reorder_and_upcast_attn return_dict sep_token_id decoder_start_token_id"
                            + " summary_activation summary_first_dropout summary_proj_to_labels summary_type"
                            + " summary_use_proj task_specific_params tokenizer_class torch_dtype"
                            + " transformers_version use_bfloat16 use_cache scale_decoder_outputs n_ctx directionality")
                    .split(" "));

    private final Map<String, ? extends @Nullable Object> values;
    private final Set<String> asked = new HashSet<>();
    final List<Sentence> notes = new ArrayList<>();

    ConfigValues(Map<String, ? extends @Nullable Object> values) {
        this.values = values;
    }

    boolean has(String name) {
        asked.add(name);
        return values.get(name) != null;
    }

    /** A size; refused where it is missing, not positive or beyond any model. */
    long size(String name) {
        if (!has(name)) {
            throw new ImportRefused(Sentence.of("engine.import.config_missing", name));
        }
        return checked(name, values.get(name));
    }

    long size(String name, long otherwise) {
        return has(name) ? checked(name, values.get(name)) : otherwise;
    }

    private static long checked(String name, @Nullable Object value) {
        long size = value instanceof Integer || value instanceof Long ? ((Number) value).longValue() : 0;
        if (size < 1 || size > LARGEST) {
            throw new ImportRefused(Sentence.of("engine.import.config_size", name, LARGEST, shown(value)));
        }
        return size;
    }

    /** A number of blocks: each is made at once, so it is bounded more tightly. */
    int blocks(String name) {
        long count = size(name);
        if (count > 10_000) {
            throw new ImportRefused(Sentence.of("engine.import.config_size", name, 10_000, count));
        }
        return (int) count;
    }

    double number(String name, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        double value = values.get(name) instanceof Number found ? found.doubleValue() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new ImportRefused(Sentence.of("engine.import.config_number", name, shown(values.get(name))));
        }
        return value;
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw new ImportRefused(Sentence.of("engine.import.config_flag", name, shown(values.get(name))));
    }

    String text(String name, String otherwise) {
        return has(name) && values.get(name) instanceof String text ? text : otherwise;
    }

    /** The values inside another; empty where there are none. */
    ConfigValues inside(String name) {
        Map<String, @Nullable Object> inner = new HashMap<>();
        if (has(name) && values.get(name) instanceof Map<?, ?> found) {
            found.forEach((key, value) -> inner.put(String.valueOf(key), value));
        }
        return new ConfigValues(inner);
    }

    List<String> texts(String name) {
        List<String> found = new ArrayList<>();
        if (has(name) && values.get(name) instanceof List<?> list) {
            list.forEach(value -> found.add(String.valueOf(value)));
        }
        return found;
    }

    int entries(String name) {
        return has(name) && values.get(name) instanceof Map<?, ?> inner ? inner.size() : 0;
    }

    /** A size that may be written as one number or as two equal ones. */
    long square(String name, long otherwise) {
        if (has(name) && values.get(name) instanceof List<?> both) {
            if (both.size() == 2 && Objects.equals(both.get(0), both.get(1))) {
                return checked(name, both.get(0));
            }
            throw unsupported(name, Sentence.of("engine.import.config_square"));
        }
        return size(name, otherwise);
    }

    /** Only one value is carried here; anything else is refused by name. */
    void only(String name, Object wanted) {
        if (has(name) && !shown(values.get(name)).equals(String.valueOf(wanted))) {
            throw unsupported(name, String.valueOf(wanted));
        }
    }

    /** Carried only where it is off. */
    void off(String name) {
        if (has(name) && !Set.of("false", "0", "0.0", "[]", "{}").contains(String.valueOf(values.get(name)))) {
            throw unsupported(name, "null");
        }
    }

    ImportRefused unsupported(String name, Object wanted) {
        return new ImportRefused(Sentence.of("engine.import.config_value", name, shown(values.get(name)), wanted));
    }

    /** A probability that training here takes as none, said where it is not. */
    void leftOut(String name) {
        if (number(name, 0) != 0) {
            notes.add(Sentence.of("engine.import.config_dropout", name, shown(values.get(name))));
        }
    }

    Function activation(String name, String otherwise) {
        Map<String, Function> known = Map.of(
                "gelu", Function.GELU,
                "gelu_new", Function.GELU_TANH,
                "gelu_pytorch_tanh", Function.GELU_TANH,
                "gelu_fast", Function.GELU_TANH,
                "relu", Function.RELU,
                "tanh", Function.TANH);
        String word = text(name, otherwise);
        Function found = known.get(word);
        if (found == null) {
            throw unsupported(
                    name, Listing.names(known.keySet().stream().sorted().toList()));
        }
        return found;
    }

    /** Names what the file says and nobody read. */
    void reportUnread() {
        List<String> unread = values.entrySet().stream()
                .filter(entry -> !asked.contains(entry.getKey()) && !HARMLESS.contains(entry.getKey()))
                .filter(entry -> !Set.of("null", "false").contains(String.valueOf(entry.getValue())))
                .map(entry -> entry.getKey())
                .sorted()
                .toList();
        if (!unread.isEmpty()) {
            notes.add(Sentence.of("engine.import.config_unread", Listing.names(unread)));
        }
    }

    /** Refuses what nobody read inside a value that changes the model. */
    void refuseUnread(String outer) {
        values.entrySet().stream()
                .filter(entry -> !asked.contains(entry.getKey()) && entry.getValue() != null)
                .findFirst()
                .ifPresent(entry -> {
                    throw new ImportRefused(Sentence.of(
                            "engine.import.config_value",
                            outer + "." + entry.getKey(),
                            shown(entry.getValue()),
                            "null"));
                });
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }
}
