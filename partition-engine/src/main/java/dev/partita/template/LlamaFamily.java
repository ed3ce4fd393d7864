package dev.partita.template;

import dev.partita.template.Recipe.Method;
import dev.partita.text.Sentence;
import dev.partita.text.Table;
import dev.partita.text.Table.Row;
import java.util.List;
import java.util.Optional;

/** Llama 2, Llama 3 and Mixtral, read from a table that states its sources. */
final class LlamaFamily {
    private static final int WARMUP_STEPS = 2000;

    private LlamaFamily() {}

    static List<Template> templates() {
        return Table.beside(LlamaFamily.class, "llama-family.csv").rows().stream()
                .map(LlamaFamily::template)
                .toList();
    }

    private static Template template(Row row) {
        String name = row.text("name");
        Llama sizes = new Llama(
                Math.toIntExact(row.integer("layers")),
                row.integer("width"),
                row.integer("heads"),
                row.integer("key_heads"),
                row.integer("hidden"),
                row.integer("sequence"),
                row.integer("vocabulary"),
                row.number("theta"),
                experts(row),
                Llama.WEIGHTS,
                Llama.WEIGHTS);
        return new Template(
                name,
                description(row, sizes),
                row.integer("parameters"),
                Sentence.of("engine.template.source." + row.text("source"), row.text("printed_parameters")),
                false,
                SampleKind.TEXT,
                recipe(row),
                () -> sizes.graph(name));
    }

    /** The published code drops no token and so has no capacity; its configuration counts balance by two hundredths. */
    private static Optional<Llama.Experts> experts(Row row) {
        return row.has("experts")
                ? Optional.of(new Llama.Experts(row.integer("experts"), row.integer("choices"), 1.25, 0.02))
                : Optional.empty();
    }

    private static Sentence description(Row row, Llama sizes) {
        Sentence plain = Sentence.of(
                "engine.template.llama",
                row.text("title"),
                sizes.layers(),
                sizes.width(),
                sizes.heads(),
                sizes.keyHeads(),
                sizes.sequence());
        return sizes.experts()
                .map(experts -> Sentence.of("engine.template.mixtral", plain, experts.count(), experts.choices()))
                .orElse(plain);
    }

    /** Llama 2's: AdamW with beta2 0.95, decay 0.1, clipping at 1, warm-up, cosine down to a tenth. */
    private static Recipe recipe(Row row) {
        return new Recipe(
                row.integer("batch"),
                1,
                new Method.AdamW(0.9, 0.95, 1e-5, 0.1),
                row.number("learning_rate"),
                WARMUP_STEPS,
                Math.toIntExact(row.integer("steps")),
                0.1,
                1);
    }
}
