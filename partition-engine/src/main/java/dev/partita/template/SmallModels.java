package dev.partita.template;

import dev.partita.graph.ModelGraph;
import dev.partita.template.Recipe.Method;
import java.util.List;

/** The models that train in seconds, and AlexNet as it was published. */
final class SmallModels {
    private SmallModels() {}

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
        Gpt sizes = new Gpt(4, 256, 4, 128, 256, 0, false);
        return new Template(
                "gpt-mini",
                "A GPT-2 decoder of 4 blocks x 256 with 4 heads over 128 bytes of text: large enough to learn, small "
                        + "enough to train in seconds. Head and embedding are separate; no dropout.",
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
                        + "proposes with biases of 0, the norm's alpha is divided by its window of 5, images are not "
                        + "augmented, batches have 64 images and the learning rate stays 0.001 (at 0.01 the first steps are "
                        + "so unsteady that rounding alone moves the losses).",
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
                "AlexNet at the paper's sizes, for planning: 227 x 227 colour images (the paper prints 224, which does "
                        + "not divide), 1000 classes. Against the paper: weights start as He et al. 2015 proposes with "
                        + "biases of 0, the norm's alpha is divided by its window of 5, the learning rate stays 0.01.",
                60_965_224,
                "Krizhevsky et al. 2012: two towers of 48, 128, 192, 192, 128 maps; the count follows from the sizes",
                false,
                SampleKind.IMAGES,
                Recipe.constant(128, 16, new Method.Sgd(0.9, 5e-4), 0.01),
                () -> sizes.graph("alexnet"));
    }
}
