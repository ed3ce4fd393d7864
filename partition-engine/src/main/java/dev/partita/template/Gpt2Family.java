package dev.partita.template;

import dev.partita.template.Recipe.Method;
import dev.partita.text.Sentence;
import dev.partita.text.Table;
import dev.partita.text.Table.Row;
import java.util.List;

/** The four models of the GPT-2 paper, read from a table that states its source. */
final class Gpt2Family {
    private Gpt2Family() {}

    static List<Template> templates() {
        return Table.beside(Gpt2Family.class, "gpt2-family.csv").rows().stream()
                .map(Gpt2Family::template)
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
                Sentence.of(
                        "engine.template.gpt2",
                        row.text("title"),
                        sizes.layers(),
                        sizes.width(),
                        sizes.heads(),
                        sizes.sequence()),
                row.integer("parameters"),
                Sentence.of("engine.template.gpt2.source", row.text("printed_parameters")),
                false,
                SampleKind.TEXT,
                // The paper prints the batch alone; the rest is GPT-3's for models of these sizes.
                new Recipe(512, 1, new Method.AdamW(0.9, 0.95, 1e-8, 0.1), row.number("learning_rate"), 0, 0, 0, 1),
                () -> sizes.graph(name));
    }
}
