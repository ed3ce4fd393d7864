package dev.partita.template;

import dev.partita.template.Recipe.Method;
import dev.partita.text.Sentence;
import java.util.List;

/** The two models of the BERT paper: Devlin et al. 2019, section 3. */
final class BertFamily {
    private static final long SEQUENCE = 512;
    private static final long VOCABULARY = 30_522;
    /** 15 % of a sequence. */
    private static final long PREDICTIONS = 77;

    private BertFamily() {}

    static List<Template> templates() {
        return List.of(
                template("bert-base", "BERT base", 12, 768, 12, "110M", 109_514_298),
                template("bert-large", "BERT large", 24, 1024, 16, "340M", 335_174_458));
    }

    private static Template template(
            String name, String title, int layers, long width, long heads, String printed, long parameters) {
        Bert sizes = new Bert(layers, width, heads, SEQUENCE, VOCABULARY, PREDICTIONS, Bert.WEIGHTS);
        return new Template(
                name,
                Sentence.of("engine.template.bert", title, layers, width, heads, SEQUENCE, PREDICTIONS),
                parameters,
                Sentence.of("engine.template.bert.source", printed),
                false,
                SampleKind.TEXT,
                new Recipe(256, 8, new Method.AdamW(0.9, 0.999, 1e-6, 0.01), 1e-4, 10_000, 1_000_000, 0, 0),
                () -> sizes.graph(name));
    }
}
