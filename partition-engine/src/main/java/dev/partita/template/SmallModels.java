package dev.partita.template;

import dev.partita.graph.ModelGraph;
import dev.partita.operator.Initialization;
import dev.partita.template.Recipe.Method;
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

    static Template blank() {
        return new Template(
                "blank",
                "An empty model to draw in: layers are added one by one, in the window or by pasting.",
                0,
                "nothing",
                false,
                SampleKind.TEXT,
                Recipe.constant(8, 2, new Method.AdamW(0.9, 0.999, 1e-8, 0.01), 1e-3),
                () -> new ModelGraph("blank", List.of(), List.of()));
    }

    static Template gptMini() {
        Gpt sizes = new Gpt(4, 256, 4, 128, 256, 0, false, EMBEDDINGS);
        return new Template(
                "gpt-mini",
                "A GPT-2 decoder of 4 blocks x 256 with 4 heads over 128 bytes of text: large enough to learn, small "
                        + "enough to train in seconds. Head and embedding are separate; no dropout; embeddings start with "
                        + "a deviation of 0.1 instead of 0.02.",
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
                "AlexNet's layers, norms and two grouped towers for the 28 x 28 grey images and 10 classes of "
                        + "Fashion-MNIST. Against the paper: the first convolution is 5 x 5 with stride 1, the maps are "
                        + "32, 64, 96, 96, 64, the hidden layers have 512 units, weights start as He et al. 2015 "
                        + "proposes, the last layer's as the paper does, with biases of 0, the norm's alpha is divided "
                        + "by its window of 5, one mean and deviation normalize all pixels, images are not augmented, batches "
                        + "have 64 images and the learning rate rises over 100 steps to 0.01 and stays there.",
                550_538,
                "Krizhevsky et al. 2012 at sizes of this project's own",
                true,
                SampleKind.IMAGES,
                new Recipe(64, 16, new Method.Sgd(0.9, 5e-4), 0.01, 100, 0, 0, 0),
                () -> sizes.graph("alexnet-fashion"));
    }

    static Template alexNet() {
        AlexNet sizes =
                new AlexNet(227, 3, new AlexNet.First(11, 4, 0), List.of(96L, 256L, 384L, 384L, 256L), 4096, 1000);
        return new Template(
                "alexnet",
                "AlexNet at the paper's sizes, for planning: 227 x 227 colour images (the paper prints 224, which does "
                        + "not divide), 1000 classes. Against the paper: weights start as He et al. 2015 proposes, "
                        + "the last layer's as the paper does, with biases of 0, the norm's alpha is divided by its window of 5, the learning rate stays 0.01.",
                60_965_224,
                "Krizhevsky et al. 2012: two towers of 48, 128, 192, 192, 128 maps; the count follows from the sizes",
                false,
                SampleKind.IMAGES,
                Recipe.constant(128, 16, new Method.Sgd(0.9, 5e-4), 0.01),
                () -> sizes.graph("alexnet"));
    }
}
