package dev.partita.template;

import dev.partita.graph.ModelGraph;
import dev.partita.template.Recipe.Method;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The models of images and boards: those that train in minutes, and the published ones for planning. */
final class ImageModels {
    private static final Method SGD = new Method.Sgd(0.9, 1e-4);
    private static final Method ADAMW = new Method.AdamW(0.9, 0.999, 1e-8, 0.05);

    private ImageModels() {}

    static List<Template> templates() {
        return Stream.of(
                        Stream.of(
                                resNetMini(),
                                vggMini(),
                                inceptionMini(),
                                vitMini(),
                                alphaGoZeroMini(),
                                towersFashion()),
                        resNets(),
                        vggs(),
                        Stream.of(googLeNet()),
                        visionTransformers(),
                        alphaGoZeros(),
                        Stream.of(towers()))
                .flatMap(templates -> templates)
                .toList();
    }

    /** A published model, which images of a thousand classes are planned with. */
    private static Template published(
            String name,
            Sentence description,
            long parameters,
            Sentence source,
            Recipe recipe,
            Supplier<ModelGraph> graph) {
        return new Template(name, description, parameters, source, false, SampleKind.IMAGES, recipe, graph);
    }

    private static Template small(
            String name,
            Sentence description,
            long parameters,
            Sentence source,
            Recipe recipe,
            Supplier<ModelGraph> graph) {
        return new Template(name, description, parameters, source, true, SampleKind.IMAGES, recipe, graph);
    }

    // ---- ResNet --------------------------------------------------------------------------------------------------

    private static Template resNetMini() {
        ResNet sizes = new ResNet(28, 1, false, List.of(3, 3, 3), 16, false, 10);
        return small(
                "resnet-mini",
                Sentence.of("engine.template.resnet_mini"),
                272_186,
                Sentence.of("engine.template.resnet_mini.source"),
                new Recipe(64, 16, SGD, 0.05, 200, 0, 0, 0),
                () -> sizes.graph("resnet-mini"));
    }

    private static Stream<Template> resNets() {
        return Stream.of(
                resNet(18, false, List.of(2, 2, 2, 2), 11_689_512),
                resNet(34, false, List.of(3, 4, 6, 3), 21_797_672),
                resNet(50, true, List.of(3, 4, 6, 3), 25_557_032),
                resNet(101, true, List.of(3, 4, 23, 3), 44_549_160),
                resNet(152, true, List.of(3, 8, 36, 3), 60_192_808));
    }

    private static Template resNet(int depth, boolean bottleneck, List<Integer> stages, long parameters) {
        ResNet sizes = new ResNet(224, 3, bottleneck, stages, 64, true, 1000);
        String name = "resnet-" + depth;
        int blocks = stages.stream().mapToInt(Integer::intValue).sum();
        return published(
                name,
                Sentence.of("engine.template.resnet", depth, blocks),
                parameters,
                Sentence.of("engine.template.resnet.source", depth),
                Recipe.constant(256, 16, SGD, 0.1),
                () -> sizes.graph(name));
    }

    // ---- VGG and GoogLeNet ---------------------------------------------------------------------------------------

    private static Template vggMini() {
        Vgg sizes = new Vgg(28, 1, List.of(List.of(16L), List.of(32L), List.of(64L, 64L)), 128, 10);
        return small(
                "vgg-mini",
                Sentence.of("engine.template.vgg_mini"),
                151_882,
                Sentence.of("engine.template.vgg_mini.source"),
                new Recipe(64, 16, new Method.Sgd(0.9, 5e-4), 0.01, 100, 0, 0, 0),
                () -> sizes.graph("vgg-mini"));
    }

    private static Stream<Template> vggs() {
        return Stream.of(
                vgg(11, 132_863_336, 1, 1, 2, 2, 2),
                vgg(16, 138_357_544, 2, 2, 3, 3, 3),
                vgg(19, 143_667_240, 2, 2, 4, 4, 4));
    }

    private static Template vgg(int depth, long parameters, int... depths) {
        Vgg sizes = Vgg.published(depths);
        String name = "vgg-" + depth;
        return published(
                name,
                Sentence.of("engine.template.vgg", depth),
                parameters,
                Sentence.of("engine.template.vgg.source", depth),
                Recipe.constant(256, 16, new Method.Sgd(0.9, 5e-4), 0.01),
                () -> sizes.graph(name));
    }

    private static Template inceptionMini() {
        return small(
                "inception-mini",
                Sentence.of("engine.template.inception_mini"),
                10_514,
                Sentence.of("engine.template.inception_mini.source"),
                new Recipe(64, 16, SGD, 0.02, 100, 0, 0, 0),
                () -> GoogLeNet.small("inception-mini"));
    }

    private static Template googLeNet() {
        return published(
                "googlenet",
                Sentence.of("engine.template.googlenet"),
                6_998_552,
                Sentence.of("engine.template.googlenet.source"),
                Recipe.constant(256, 16, SGD, 0.01),
                () -> GoogLeNet.graph("googlenet"));
    }

    // ---- vision transformers -------------------------------------------------------------------------------------

    private static Template vitMini() {
        VisionTransformer sizes = new VisionTransformer(28, 1, 7, 4, 64, 4, 10);
        return small(
                "vit-mini",
                Sentence.of("engine.template.vit_mini"),
                205_066,
                Sentence.of("engine.template.vit_mini.source"),
                new Recipe(64, 16, ADAMW, 1e-3, 100, 0, 0, 1),
                () -> sizes.graph("vit-mini"));
    }

    private static Stream<Template> visionTransformers() {
        return Stream.of(
                vit("b-16", "B/16", new VisionTransformer(224, 3, 16, 12, 768, 12, 1000), 86_567_656),
                vit("l-16", "L/16", new VisionTransformer(224, 3, 16, 24, 1024, 16, 1000), 304_326_632),
                vit("h-14", "H/14", new VisionTransformer(224, 3, 14, 32, 1280, 16, 1000), 632_045_800));
    }

    private static Template vit(String suffix, String title, VisionTransformer sizes, long parameters) {
        String name = "vit-" + suffix;
        return published(
                name,
                Sentence.of("engine.template.vit", title, sizes.layers(), sizes.width(), sizes.heads(), sizes.patch()),
                parameters,
                Sentence.of("engine.template.vit.source", name.replace('-', '_')),
                new Recipe(4096, 16, new Method.AdamW(0.9, 0.999, 1e-8, 0.1), 3e-3, 10_000, 0, 0, 1),
                () -> sizes.graph(name));
    }

    // ---- AlphaGo Zero --------------------------------------------------------------------------------------------

    private static Template alphaGoZeroMini() {
        AlphaGoZero sizes = new AlphaGoZero(9, 17, 32, 3, 32);
        return new Template(
                "alphago-zero-mini",
                Sentence.of("engine.template.alphago_zero_mini"),
                76_765,
                Sentence.of("engine.template.alphago_zero_mini.source"),
                true,
                SampleKind.POSITIONS,
                new Recipe(64, 16, SGD, 0.02, 100, 0, 0, 0),
                () -> sizes.graph("alphago-zero-mini"));
    }

    /** Named as the paper names them, by the first convolution and the blocks behind it. */
    private static Stream<Template> alphaGoZeros() {
        return Stream.of(alphaGoZero(20, 22_827_877), alphaGoZero(40, 46_441_317));
    }

    private static Template alphaGoZero(int blocks, long parameters) {
        AlphaGoZero sizes = new AlphaGoZero(19, 17, 256, blocks - 1, 256);
        String name = "alphago-zero-" + blocks;
        return new Template(
                name,
                Sentence.of("engine.template.alphago_zero", blocks, blocks - 1),
                parameters,
                Sentence.of("engine.template.alphago_zero.source"),
                false,
                SampleKind.POSITIONS,
                Recipe.constant(2048, 32, SGD, 0.01),
                () -> sizes.graph(name));
    }

    // ---- AlexNet on two GPUs -------------------------------------------------------------------------------------

    private static Template towersFashion() {
        return towers("alexnet-2gpu-fashion", SmallModels.ALEXNET_FASHION, SmallModels.alexNetFashion());
    }

    private static Template towers() {
        return towers("alexnet-2gpu", SmallModels.ALEXNET, SmallModels.alexNet());
    }

    /** As the model in one piece, but for its two halves and where they are. */
    private static Template towers(String name, AlexNet sizes, Template whole) {
        return new Template(
                name,
                Sentence.of(whole.trains() ? "engine.template.alexnet_2gpu_fashion" : "engine.template.alexnet_2gpu"),
                whole.publishedParameters(),
                Sentence.of("engine.template.alexnet_2gpu.source"),
                whole.trains(),
                SampleKind.IMAGES,
                whole.recipe(),
                () -> new AlexNetTowers(sizes).graph(name),
                AlexNetTowers.PLACEMENT);
    }
}
