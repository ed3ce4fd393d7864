package dev.partita.template;

import dev.partita.graph.ModelGraph;
import dev.partita.operator.Initialization;
import dev.partita.template.Recipe.Method;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The models of text: one of each family that trains in seconds on bytes, and the published ones for planning. */
final class TextModels {
    /** As for gpt-mini: small deviations let rounding decide the first losses. */
    private static final Initialization EMBEDDINGS = new Initialization.Normal(0.1);

    /**
     * Near {@code 1/sqrt(width)}, so that gradients of 256 columns are no noise to Adam: from 0.02 on, rounding moves the
     * losses of moe-mini by 7e-4 within 20 steps, from 0.05 on by 1e-7.
     */
    private static final Initialization WEIGHTS = new Initialization.Normal(0.05);

    private TextModels() {}

    static List<Template> small() {
        return List.of(llamaMini(), moeMini(), bertMini(), t5Mini());
    }

    static List<Template> published() {
        return Stream.of(Gpt2Family.templates(), BertFamily.templates(), T5Family.templates(), LlamaFamily.templates())
                .flatMap(List::stream)
                .toList();
    }

    private static Template llamaMini() {
        Llama sizes = new Llama(4, 256, 4, 2, 688, 128, 256, 10_000, Optional.empty(), EMBEDDINGS, WEIGHTS);
        return small(
                "llama-mini",
                Sentence.of("engine.template.llama_mini"),
                Sentence.of("engine.template.llama_mini.source"),
                3_033_344,
                () -> sizes.graph("llama-mini"));
    }

    private static Template moeMini() {
        Optional<Llama.Experts> experts = Optional.of(new Llama.Experts(4, 2, 1.25, 0.02));
        Llama sizes = new Llama(4, 256, 4, 2, 256, 128, 256, 10_000, experts, EMBEDDINGS, WEIGHTS);
        return small(
                "moe-mini",
                Sentence.of("engine.template.moe_mini"),
                Sentence.of("engine.template.moe_mini.source"),
                4_069_632,
                () -> sizes.graph("moe-mini"));
    }

    /** Bytes and one token for what is masked; 15 % of a sample are predicted. */
    private static Template bertMini() {
        Bert sizes = new Bert(4, 256, 4, 128, 257, 19, EMBEDDINGS);
        return small(
                "bert-mini",
                Sentence.of("engine.template.bert_mini"),
                Sentence.of("engine.template.bert_mini.source"),
                3_325_185,
                () -> sizes.graph("bert-mini"));
    }

    private static Template t5Mini() {
        T5 sizes = new T5(2, 256, 4, 64, 1024, 64, 64, 256);
        return small(
                "t5-mini",
                Sentence.of("engine.template.t5_mini"),
                Sentence.of("engine.template.t5_mini.source"),
                3_738_880,
                () -> sizes.graph("t5-mini"));
    }

    private static Template small(
            String name, Sentence description, Sentence source, long parameters, Supplier<ModelGraph> graph) {
        return new Template(
                name,
                description,
                parameters,
                source,
                true,
                SampleKind.TEXT,
                Recipe.constant(8, 2, new Method.AdamW(0.9, 0.999, 1e-8, 0.01), 1e-3),
                graph);
    }
}
