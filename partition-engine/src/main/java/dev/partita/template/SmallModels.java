package dev.partita.template;

import dev.partita.graph.ModelGraph;
import dev.partita.operator.Initialization;
import dev.partita.template.Recipe.Method;
import dev.partita.text.Sentence;
import java.util.List;

/** The models that train in seconds, and AlexNet as it was published. */
final class SmallModels {
    private SmallModels() {}

    /**
     * Five times GPT-2's deviation: at a learning rate of 1e-3 a step of Adam moves an element of 0.02 by a twentieth,
     * the first LayerNorm divides by that small deviation, and the early losses jump so much that rounding alone moves
     * them by 3e-4 within 20 steps. From 0.1 on they fall evenly, and rounding stays near 1e-7.
     */
    private static final Initialization EMBEDDINGS = new Initialization.Normal(0.1);

    static final AlexNet ALEXNET_FASHION =
            new AlexNet(28, 1, new AlexNet.First(5, 1, 2), List.of(32L, 64L, 96L, 96L, 64L), 512, 10);

    static final AlexNet ALEXNET =
            new AlexNet(227, 3, new AlexNet.First(11, 4, 0), List.of(96L, 256L, 384L, 384L, 256L), 4096, 1000);

    static Template blank() {
        return new Template(
                "blank",
                Sentence.of("engine.template.blank"),
                0,
                Sentence.of("engine.template.blank.source"),
                false,
                SampleKind.TEXT,
                Recipe.constant(8, 2, new Method.AdamW(0.9, 0.999, 1e-8, 0.01), 1e-3),
                () -> new ModelGraph("blank", List.of(), List.of()));
    }

    static Template gptMini() {
        Gpt sizes = new Gpt(4, 256, 4, 128, 256, 0, false, EMBEDDINGS);
        return new Template(
                "gpt-mini",
                Sentence.of("engine.template.gpt_mini"),
                3_323_392,
                Sentence.of("engine.template.gpt_mini.source"),
                true,
                SampleKind.TEXT,
                Recipe.constant(8, 2, new Method.AdamW(0.9, 0.999, 1e-8, 0.01), 1e-3),
                () -> sizes.graph("gpt-mini"));
    }

    static Template alexNetFashion() {
        return new Template(
                "alexnet-fashion",
                Sentence.of("engine.template.alexnet_fashion"),
                550_538,
                Sentence.of("engine.template.alexnet_fashion.source"),
                true,
                SampleKind.IMAGES,
                new Recipe(64, 16, new Method.Sgd(0.9, 5e-4), 0.01, 100, 0, 0, 0),
                () -> ALEXNET_FASHION.graph("alexnet-fashion"));
    }

    static Template alexNet() {
        return new Template(
                "alexnet",
                Sentence.of("engine.template.alexnet"),
                60_965_224,
                Sentence.of("engine.template.alexnet.source"),
                false,
                SampleKind.IMAGES,
                Recipe.constant(128, 16, new Method.Sgd(0.9, 5e-4), 0.01),
                () -> ALEXNET.graph("alexnet"));
    }
}
