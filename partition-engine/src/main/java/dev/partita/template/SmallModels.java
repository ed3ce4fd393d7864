package dev.partita.template;

import dev.partita.template.Recipe.Method;
import dev.partita.text.Sentence;
import java.util.List;

/** The models that train in seconds, and AlexNet as it was published. */
final class SmallModels {
    private SmallModels() {}

    static Template gptMini() {
        Gpt sizes = new Gpt(4, 256, 4, 128, 256, 0, false);
        return new Template(
                "gpt-mini",
                Sentence.of("engine.template.gpt_mini"),
                3_323_392,
                "GPT-2's architecture (Radford et al. 2019) at sizes of this project's own",
                true,
                SampleKind.TEXT,
                Recipe.constant(8, 2, new Method.AdamW(0.9, 0.999, 1e-8, 0.01), 1e-3),
                () -> sizes.graph("gpt-mini"));
    }

    static Template alexNetFashion() {
        AlexNet sizes = new AlexNet(28, 1, new AlexNet.First(5, 1, 2), List.of(32L, 64L, 96L, 96L, 64L), 512, 10);
        return new Template(
                "alexnet-fashion",
                Sentence.of("engine.template.alexnet_fashion"),
                550_538,
                "Krizhevsky et al. 2012 at sizes of this project's own",
                true,
                SampleKind.IMAGES,
                Recipe.constant(64, 16, new Method.Sgd(0.9, 5e-4), 0.001),
                () -> sizes.graph("alexnet-fashion"));
    }

    static Template alexNet() {
        AlexNet sizes =
                new AlexNet(227, 3, new AlexNet.First(11, 4, 0), List.of(96L, 256L, 384L, 384L, 256L), 4096, 1000);
        return new Template(
                "alexnet",
                Sentence.of("engine.template.alexnet"),
                60_965_224,
                "Krizhevsky et al. 2012: two towers of 48, 128, 192, 192, 128 maps; the count follows from the sizes",
                false,
                SampleKind.IMAGES,
                Recipe.constant(128, 16, new Method.Sgd(0.9, 5e-4), 0.01),
                () -> sizes.graph("alexnet"));
    }
}
