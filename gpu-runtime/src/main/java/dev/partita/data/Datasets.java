package dev.partita.data;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Embedding;
import dev.partita.operator.Input;
import dev.partita.operator.LossOperator;
import dev.partita.operator.MaskedCrossEntropyLoss;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.text.Sentence;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the kind of data that a model's inputs ask for. */
public final class Datasets {
    /** Bytes as tokens need this vocabulary. */
    private static final int BYTE_VALUES = 256;

    private static final String MASKED = "masked_tokens";

    private Datasets() {}

    /**
     * The data for a model: the user's if given, else what comes with Partita.
     *
     * @throws InvalidData if the model's inputs are neither a text's nor an image's nor a board's, or the data does not fit
     */
    public static Dataset open(ModelGraph graph, Optional<Path> data) {
        Optional<Input> planes = input(graph, "planes");
        if (planes.isPresent() && planes.get().type() == DataType.FLOAT32) {
            return positions(planes.get(), data);
        }
        long classes = classes(graph);
        Optional<Input> tokens = input(graph, MASKED).or(() -> input(graph, "tokens"));
        if (tokens.isPresent() && tokens.get().type() == DataType.INT32) {
            int wanted = tokens.get().name().equals(MASKED) ? TextMask.MASK + 1 : BYTE_VALUES;
            long vocabulary = Math.min(classes, smallestTable(graph));
            if (vocabulary < wanted) {
                throw new InvalidData(Sentence.of("runtime.data.vocabulary", wanted, vocabulary));
            }
            TextWindow window = window(graph, tokens.get());
            return data.<Dataset>map(file -> TextData.open(file, window)).orElseGet(() -> TextData.builtIn(window));
        }
        Optional<String> label = label(graph);
        Optional<Input> image = label.flatMap(name -> image(graph, name));
        if (image.isPresent()) {
            return new NamedInputs(images(image.get().sample(), Math.toIntExact(classes), data), label.get());
        }
        throw new InvalidData(Sentence.of(
                "runtime.data.kind",
                graph.inputs().stream().map(layer -> layer.operator()).toList()));
    }

    private static TextWindow window(ModelGraph graph, Input tokens) {
        int length = Math.toIntExact(tokens.sample().elements());
        int source = input(graph, "source")
                .map(input -> Math.toIntExact(input.sample().elements()))
                .orElse(0);
        return graph.layers().stream()
                .map(Layer::operator)
                .filter(MaskedCrossEntropyLoss.class::isInstance)
                .map(loss ->
                        new TextWindow(source, length, Math.toIntExact(((MaskedCrossEntropyLoss) loss).predictions())))
                .findFirst()
                .orElseGet(() -> new TextWindow(source, length, 1));
    }

    private static Dataset images(Shape sample, int classes, Optional<Path> data) {
        int channels = Math.toIntExact(sample.size(0));
        int height = Math.toIntExact(sample.size(1));
        int width = Math.toIntExact(sample.size(2));
        if (data.isEmpty()) {
            return ImageData.builtIn(height, width, channels, classes);
        }
        if (channels != 1) {
            throw new InvalidData(Sentence.of("runtime.data.channels", channels, data.get()));
        }
        return ImageData.open(data.get(), height, width, classes);
    }

    /** What the loss reads as its targets, if that is an input with one class per sample. */
    private static Optional<String> label(ModelGraph graph) {
        return graph.layers().stream()
                .filter(layer -> layer.operator() instanceof CrossEntropyLoss)
                .map(loss -> graph.layer(loss.inputs().get(1).layer()).operator())
                .filter(target ->
                        target instanceof Input input && input.sample().elements() == 1)
                .map(target -> ((Input) target).name())
                .findFirst();
    }

    /** The only other input, if that is an image: imported models call it what they like. */
    private static Optional<Input> image(ModelGraph graph, String label) {
        List<Input> others = graph.inputs().stream()
                .map(layer -> (Input) layer.operator())
                .filter(input -> !input.name().equals(label))
                .toList();
        return others.stream()
                .filter(input -> others.size() == 1)
                .filter(input ->
                        input.type() == DataType.FLOAT32 && input.sample().rank() == 3)
                .findFirst();
    }

    private static Dataset positions(Input planes, Optional<Path> data) {
        if (data.isPresent()) {
            throw new InvalidData(Sentence.of("runtime.data.no_games", data.get()));
        }
        return GoData.builtIn(planes.sample());
    }

    /** What every target must stay below: the last dimension of the loss's logits. */
    private static long classes(ModelGraph graph) {
        Layer loss = graph.layers().stream()
                .filter(layer -> layer.operator() instanceof LossOperator)
                .findFirst()
                .orElseThrow(() -> new InvalidData(Sentence.of("runtime.data.no_loss", graph.name())));
        Port logits = loss.inputs().getFirst();
        return graph.shapes(1)
                .getOrDefault(logits.layer(), List.of())
                .get(logits.output())
                .shape()
                .size(-1);
    }

    /** Rows of the smallest embedding that reads tokens: a drawn or imported model may have one for other texts. */
    private static long smallestTable(ModelGraph graph) {
        return graph.layers().stream()
                .filter(layer -> !layer.inputs().isEmpty() && !readsTypes(graph, layer))
                .map(Layer::operator)
                .filter(Embedding.class::isInstance)
                .mapToLong(operator -> ((Embedding) operator).vocabulary())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static boolean readsTypes(ModelGraph graph, Layer layer) {
        Port first = layer.inputs().getFirst();
        return !first.open()
                && graph.layer(first.layer()).operator() instanceof Input input
                && input.name().equals("token_types");
    }

    private static Optional<Input> input(ModelGraph graph, String name) {
        return graph.inputs().stream()
                .map(layer -> (Input) layer.operator())
                .filter(input -> input.name().equals(name))
                .findFirst();
    }
}
