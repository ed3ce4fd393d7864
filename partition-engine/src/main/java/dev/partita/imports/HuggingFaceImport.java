package dev.partita.imports;

import dev.partita.graph.GraphShapes;
import dev.partita.graph.InvalidGraph;
import dev.partita.imports.ModelConfig.Made;
import dev.partita.text.Listing;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Imports a Hugging Face {@code config.json}: a template with the file's numbers, and where its weights come from. */
public final class HuggingFaceImport {
    /** The families that templates carry, each with the head that is made of it. */
    private static final SortedMap<String, String> HEADS = new TreeMap<>(Map.of(
            "gpt2", "GPT2LMHeadModel",
            "llama", "LlamaForCausalLM",
            "mistral", "MistralForCausalLM",
            "mixtral", "MixtralForCausalLM",
            "qwen2", "Qwen2ForCausalLM",
            "bert", "BertForMaskedLM",
            "t5", "T5ForConditionalGeneration",
            "vit", "ViTForImageClassification"));

    /** Further classes whose weights the same graph takes; of the second, what has no place here is reported. */
    private static final Set<String> ALSO =
            Set.of("GPT2Model", "LlamaModel", "MistralModel", "MixtralModel", "Qwen2Model", "BertForPreTraining");

    private HuggingFaceImport() {}

    /**
     * Reads a model.
     *
     * @param file the values of the config.json as plain maps, lists, texts, numbers and truth values
     * @param chosen lengths of texts instead of the file's own
     * @throws ImportRefused if it cannot be imported; the message is a sentence for the user
     */
    public static ImportedModel read(
            Map<String, ? extends @Nullable Object> file, String name, Map<String, Long> chosen) {
        ConfigValues values = new ConfigValues(file);
        ModelConfig config = config(values);
        for (String length : chosen.keySet()) {
            if (!config.lengths().containsKey(length)) {
                throw new ImportRefused(
                        config.lengths().isEmpty()
                                ? Sentence.of("engine.import.all_sizes", length)
                                : Sentence.of(
                                        "engine.import.no_size",
                                        length,
                                        Listing.names(
                                                List.copyOf(config.lengths().keySet()))));
            }
        }
        config.lengths().forEach((length, most) -> {
            long wanted = chosen.getOrDefault(length, most);
            if (wanted > most && !values.text("model_type", "").equals("t5")) {
                throw new ImportRefused(Sentence.of("engine.import.config_long", length, most, wanted));
            }
        });
        values.reportUnread();
        Made made = made(config, name, chosen);
        config.lengths()
                .forEach((length, most) -> values.notes.add(
                        Sentence.of("engine.import.config_length", length, chosen.getOrDefault(length, most), most)));
        ImportedWeights weights = new ImportedWeights(made.weights().parts, made.prefixes(), made.others(), Map.of());
        return new ImportedModel(
                made.graph(), ImportReport.of(made.graph(), values.notes), OptionalLong.empty(), weights);
    }

    /** The lengths that may be chosen, with what the file says of each. */
    public static SequencedMap<String, Long> lengths(Map<String, ? extends @Nullable Object> file) {
        return config(new ConfigValues(file)).lengths();
    }

    private static ModelConfig config(ConfigValues values) {
        String family = values.text("model_type", "");
        String head = HEADS.get(family);
        if (head == null) {
            throw new ImportRefused(
                    Sentence.of("engine.import.config_family", Listing.names(List.copyOf(HEADS.keySet())), family));
        }
        Set<String> known = new HashSet<>(ALSO);
        known.add(head);
        List<String> written = values.texts("architectures");
        if (!written.isEmpty() && written.stream().noneMatch(known::contains)) {
            throw new ImportRefused(Sentence.of("engine.import.config_head", family, head, written.getFirst()));
        }
        try {
            return switch (family) {
                case "gpt2" -> GptConfig.of(values);
                case "bert" -> BertConfig.of(values);
                case "t5" -> T5Config.of(values);
                case "vit" -> ViTConfig.of(values);
                default -> LlamaConfig.of(values, family);
            };
        } catch (ArithmeticException tooLarge) {
            throw new ImportRefused(Sentence.of("engine.import.too_large"), tooLarge);
        }
    }

    private static Made made(ModelConfig config, String name, Map<String, Long> chosen) {
        try {
            Made made = config.maker().make(name, chosen);
            GraphShapes.of(made.graph(), 1).problems().stream().findFirst().ifPresent(problem -> {
                throw new ImportRefused(Sentence.of("engine.import.senseless", problem.message()));
            });
            return made;
        } catch (InvalidGraph impossible) {
            throw new ImportRefused(impossible.sentence(), impossible);
        } catch (ImportRefused refused) {
            throw refused;
        } catch (Refusal impossible) {
            throw new ImportRefused(Sentence.of("engine.import.senseless", impossible.sentence()), impossible);
        } catch (ArithmeticException tooLarge) {
            throw new ImportRefused(Sentence.of("engine.import.too_large"), tooLarge);
        }
    }
}
