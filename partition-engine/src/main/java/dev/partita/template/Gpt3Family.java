package dev.partita.template;

import dev.partita.template.Recipe.Method;
import dev.partita.text.Sentence;
import dev.partita.text.Table;
import dev.partita.text.Table.Row;
import java.util.List;

/** The eight models of the GPT-3 paper, read from a table that states its source. */
final class Gpt3Family {
    private static final long TRAINING_TOKENS = 260_000_000_000L;
    private static final long WARMUP_TOKENS = 375_000_000;

    private Gpt3Family() {}

    static List<Template> templates() {
        return Table.beside(Gpt3Family.class, "gpt3-family.csv").rows().stream()
                .map(Gpt3Family::template)
                .toList();
    }

    private static Template template(Row row) {
        String name = row.text("name");
        Gpt sizes = new Gpt(
                Math.toIntExact(row.integer("layers")),
                row.integer("width"),
                row.integer("heads"),
                row.integer("sequence"),
                row.integer("vocabulary"),
                0,
                true);
        return new Template(
                name,
                description(row, sizes),
                row.integer("parameters"),
                Sentence.of("engine.template.gpt3.source", row.text("printed_parameters")),
                false,
                SampleKind.TEXT,
                recipe(row),
                () -> sizes.graph(name));
    }

    private static Sentence description(Row row, Gpt sizes) {
        Sentence plain = Sentence.of(
                "engine.template.gpt3",
                row.text("title"),
                sizes.layers(),
                sizes.width(),
                sizes.heads(),
                sizes.sequence());
        return row.has("note")
                ? Sentence.of(
                        "engine.template.gpt3_noted", plain, Sentence.of("engine.template.gpt3." + row.text("note")))
                : plain;
    }

    /** The paper's appendix B: Adam with beta2 0.95, decay 0.1, clipping at 1, warm-up, cosine down to a tenth. */
    private static Recipe recipe(Row row) {
        long batch = row.integer("batch");
        long tokensPerStep = batch * row.integer("sequence");
        return new Recipe(
                batch,
                1,
                new Method.AdamW(0.9, 0.95, 1e-8, 0.1),
                row.number("learning_rate"),
                Math.toIntExact(WARMUP_TOKENS / tokensPerStep),
                Math.toIntExact(TRAINING_TOKENS / tokensPerStep),
                0.1,
                1);
    }
}
