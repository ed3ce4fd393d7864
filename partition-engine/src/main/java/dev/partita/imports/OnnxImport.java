package dev.partita.imports;

import dev.partita.graph.GraphShapes;
import dev.partita.graph.InvalidGraph;
import dev.partita.graph.ModelGraph;
import dev.partita.imports.OnnxModel.External;
import dev.partita.imports.OnnxModel.Tensor;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Imports an ONNX file.
 *
 * <pre>
 * bytes -> OnnxReader   nodes, sizes of tensors, stated shapes; weights are skipped
 *       -> Translation  a layer per node, shapes inferred, constants folded
 *       -> Patterns     attention, norms, GELU, biases recognised
 *       -> GraphAssembly  the graph, with a loss
 * </pre>
 */
public final class OnnxImport {
    private OnnxImport() {}

    /**
     * Reads a model.
     *
     * @param file read once from end to end, in pieces
     * @param dimensions sizes for the file's symbolic dimensions
     * @throws ImportRefused if it cannot be imported; the message is a sentence for the user
     * @throws ImportCancelled if the observer says so
     */
    public static ImportedModel read(
            InputStream file, String name, Map<String, Long> dimensions, ExternalData external, ImportObserver observer)
            throws IOException {
        OnnxModel model = OnnxReader.read(file, observer);
        try {
            return imported(model, name, dimensions, external, observer);
        } catch (ArithmeticException tooLarge) {
            throw new ImportRefused(Sentence.of("engine.import.too_large"), tooLarge);
        }
    }

    /**
     * The names of the sizes that the file's inputs leave open beside the sample axis, in the file's order: what {@link
     * #read} has to be told.
     *
     * @throws ImportRefused if it is no model
     * @throws ImportCancelled if the observer says so
     */
    public static List<String> openSizes(InputStream file, ImportObserver observer) throws IOException {
        OnnxModel model = OnnxReader.read(file, observer);
        return model.inputs().stream()
                .filter(input -> !model.initializers().containsKey(input.name()))
                .map(OnnxModel.Value::dimensions)
                .filter(Objects::nonNull)
                .flatMap(sizes -> sizes.stream().skip(1))
                .filter(size -> size.size() <= 0 && !size.symbol().isEmpty())
                .map(OnnxModel.Dimension::symbol)
                .distinct()
                .toList();
    }

    private static ImportedModel imported(
            OnnxModel model,
            String name,
            Map<String, Long> dimensions,
            ExternalData external,
            ImportObserver observer) {
        model.initializers().values().forEach(tensor -> checkStored(tensor, external));
        Translation translation = new Translation(model, dimensions, observer);
        translation.run();
        requireUsed(dimensions, model, translation);
        DraftGraph drafts = new DraftGraph(translation.layers, results(model, translation));
        observer.check();
        new Patterns(drafts, translation.report).rewrite();
        observer.check();
        GraphAssembly assembly = new GraphAssembly(translation);
        ModelGraph graph = assembled(name, assembly, drafts);
        return new ImportedModel(
                graph,
                ImportReport.of(model, graph, translation.report),
                samples(dimensions, translation),
                OnnxWeights.of(model, assembly.parts));
    }

    private static ModelGraph assembled(String name, GraphAssembly assembly, DraftGraph drafts) {
        try {
            ModelGraph graph = assembly.graph(name, drafts);
            GraphShapes.of(graph, 1).problems().stream().findFirst().ifPresent(problem -> {
                throw new ImportRefused(Sentence.of("engine.import.senseless", problem.message()));
            });
            return graph;
        } catch (InvalidGraph impossible) {
            throw new ImportRefused(impossible.sentence(), impossible);
        }
    }

    private static List<Flow> results(OnnxModel model, Translation translation) {
        List<Flow> results = new ArrayList<>();
        model.outputs().forEach(output -> {
            if (translation.values.get(output.name()) instanceof Flow flow) {
                results.add(flow);
            }
        });
        if (results.isEmpty()) {
            throw new ImportRefused(Sentence.of("engine.import.no_output"));
        }
        return results;
    }

    private static OptionalLong samples(Map<String, Long> dimensions, Translation translation) {
        for (String symbol : translation.sampleSymbols()) {
            Long chosen = dimensions.get(symbol);
            if (chosen != null) {
                return OptionalLong.of(chosen);
            }
        }
        return OptionalLong.empty();
    }

    /** A size that nothing has is a slip of the pen. */
    private static void requireUsed(Map<String, Long> dimensions, OnnxModel model, Translation translation) {
        Set<String> symbols = new HashSet<>(translation.sampleSymbols());
        List<OnnxModel.Value> values = new ArrayList<>(model.inputs());
        values.addAll(model.outputs());
        values.addAll(model.shapes().values());
        for (OnnxModel.Value value : values) {
            if (value.dimensions() != null) {
                value.dimensions().forEach(size -> symbols.add(size.symbol()));
            }
        }
        symbols.remove("");
        for (String dimension : dimensions.keySet()) {
            if (!symbols.contains(dimension)) {
                throw new ImportRefused(
                        symbols.isEmpty()
                                ? Sentence.of("engine.import.all_sizes", dimension)
                                : Sentence.of(
                                        "engine.import.no_size",
                                        dimension,
                                        Listing.names(symbols.stream().sorted().toList())));
            }
        }
    }

    // ---- stored bytes --------------------------------------------------------------------------------------------

    private static void checkStored(Tensor tensor, ExternalData files) {
        long elements = 1;
        try {
            for (long size : tensor.sizes()) {
                elements = Math.multiplyExact(elements, size);
            }
            Math.multiplyExact(elements, 16L);
        } catch (ArithmeticException tooLarge) {
            throw new ImportRefused(Sentence.of("engine.import.tensor_sizes", tensor.name(), tensor.sizes()), tooLarge);
        }
        long bytes = elements * OnnxModel.fileBytes(tensor.type());
        External external = tensor.external();
        if (external != null) {
            checkExternal(tensor.name(), external, bytes, files);
        } else if (bytes > 0 && tensor.storedBytes() > 0 && tensor.storedBytes() != bytes) {
            throw new ImportRefused(Sentence.of(
                    "engine.import.tensor_bytes", tensor.name(), tensor.sizes(), bytes, tensor.storedBytes()));
        }
    }

    private static void checkExternal(String name, External external, long bytes, ExternalData files) {
        String path = external.path().replace('\\', '/');
        boolean outside = path.isEmpty()
                || path.startsWith("/")
                || path.matches("[A-Za-z]:.*")
                || List.of(path.split("/")).contains("..");
        if (outside) {
            throw new ImportRefused(Sentence.of("engine.import.outside", name, external.path()));
        }
        OptionalLong length = files.length(path);
        if (length.isEmpty()) {
            throw new ImportRefused(Sentence.of("engine.import.no_data", external.path(), name));
        }
        long wanted = external.length() > 0 ? Math.max(external.length(), bytes) : bytes;
        if (wanted > length.getAsLong() - external.offset()) {
            throw new ImportRefused(Sentence.of(
                    "engine.import.short_data", name, external.path(), external.offset(), wanted, length.getAsLong()));
        }
    }
}
