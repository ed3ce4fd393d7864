package dev.partita.template;

import dev.partita.template.Recipe.Method;
import dev.partita.text.Sentence;
import dev.partita.text.Table;
import dev.partita.text.Table.Row;
import java.util.List;

/** The five models of the T5 paper, read from a table that states its source. */
final class T5Family {
    private T5Family() {}

    static List<Template> templates() {
        return Table.beside(T5Family.class, "t5-family.csv").rows().stream()
                .map(T5Family::template)
                .toList();
    }

    private static Template template(Row row) {
        String name = row.text("name");
        T5 sizes = new T5(
                Math.toIntExact(row.integer("layers")),
                row.integer("width"),
                row.integer("heads"),
                row.integer("head_size"),
                row.integer("hidden"),
                row.integer("source"),
                row.integer("target"),
                row.integer("vocabulary"));
        return new Template(
                name,
                Sentence.of(
                        "engine.template.t5",
                        row.text("title"),
                        sizes.layers(),
                        sizes.width(),
                        sizes.heads(),
                        sizes.headSize(),
                        sizes.source(),
                        sizes.target()),
                row.integer("parameters"),
                Sentence.of("engine.template.t5.source", row.text("printed_parameters")),
                false,
                SampleKind.TEXT,
                Recipe.constant(128, 1, new Method.AdamW(0.9, 0.999, 1e-8, 0), 1e-4),
                () -> sizes.graph(name));
    }
}
