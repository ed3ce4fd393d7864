package dev.partita.checkpoint;

import dev.partita.graph.ModelGraph;
import dev.partita.graph.Parameter;
import dev.partita.imports.ImportedWeights;
import dev.partita.imports.WeightPart;
import dev.partita.tensor.Shape;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Writes a model's first weights under its own names, float32 in canonical order, from the files it was imported from.
 * One parameter at a time is in memory.
 */
public final class WeightConversion {
    /** Says that parameters may be missing from the file; training draws them from its seed. */
    static final Map<String, String> SOME = Map.of("partita.missing", "seed");

    /** A part with the tensor of the files that it was found to be. */
    private record Found(WeightPart part, StoredTensor tensor) {}

    private final ImportedWeights weights;
    private final TensorSource source;
    private final SequencedMap<String, List<Found>> found = new LinkedHashMap<>();
    private final List<StoredTensor> tensors = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /**
     * Finds every parameter's tensors; nothing but their sizes is read.
     *
     * @param source stays open until the weights are written
     * @throws Refusal if a tensor has other sizes or another type than the model asks for
     */
    public WeightConversion(ModelGraph graph, ImportedWeights weights, TensorSource source) {
        this.weights = weights;
        this.source = source;
        for (Parameter parameter : graph.parameters()) {
            List<WeightPart> parts = weights.parts().getOrDefault(parameter.name(), List.of());
            List<Found> pieces = new ArrayList<>();
            for (WeightPart part : parts) {
                named(part.tensor()).ifPresent(tensor -> pieces.add(checked(part, tensor)));
            }
            if (!parts.isEmpty() && pieces.size() == parts.size()) {
                found.put(parameter.name(), pieces);
                tensors.add(new StoredTensor(parameter.name(), StoredType.F32, parameter.shape()));
            } else {
                missing.add(parameter.name());
            }
        }
    }

    /** How many parameters have a tensor. */
    public int count() {
        return tensors.size();
    }

    /** Parameters whose tensors are not there. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    private Optional<StoredTensor> named(String name) {
        List<String> names = new ArrayList<>(List.of(name));
        weights.prefixes().forEach(prefix -> names.add(prefix + name));
        for (String candidate : List.copyOf(names)) {
            // The first BERTs call the weight of a normalization gamma and its bias beta.
            names.add(candidate
                    .replace("LayerNorm.weight", "LayerNorm.gamma")
                    .replace("LayerNorm.bias", "LayerNorm.beta"));
        }
        return names.stream().filter(source.tensors()::containsKey).findFirst().map(source.tensors()::get);
    }

    private static Found checked(WeightPart part, StoredTensor tensor) {
        if (!tensor.shape().dimensions().equals(part.sizes())) {
            throw new Refusal(
                    Sentence.of("runtime.weights.shape", tensor.name(), new Shape(part.sizes()), tensor.shape()));
        }
        if (!tensor.type().floatingPoint()) {
            throw new Refusal(Sentence.of("runtime.weights.type", tensor.name(), tensor.type()));
        }
        return new Found(part, tensor);
    }

    /** Tensors that no parameter takes. */
    public List<String> unused() {
        Set<String> used = new HashSet<>();
        found.values()
                .forEach(pieces ->
                        pieces.forEach(piece -> used.add(piece.tensor().name())));
        return source.tensors().keySet().stream()
                .filter(name -> !used.contains(name))
                .filter(name -> weights.others().stream().noneMatch(name::endsWith))
                .toList();
    }

    /** Writes the weights that are there. */
    public void write(Path target) throws IOException {
        long largest = tensors.stream().mapToLong(StoredTensor::bytes).max().orElse(1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment scratch = arena.allocate(largest, Long.BYTES);
            Safetensors.write(target, SOME, tensors, tensor -> {
                MemorySegment content = scratch.asSlice(0, tensor.bytes());
                fill(found.getOrDefault(tensor.name(), List.of()), content);
                return content;
            });
        } catch (UncheckedIOException problem) {
            throw problem.getCause();
        }
    }

    private void fill(List<Found> pieces, MemorySegment content) {
        long begin = 0;
        for (Found piece : pieces) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment raw = arena.allocate(Math.max(1, piece.tensor().bytes()), Long.BYTES);
                source.read(piece.tensor().name(), raw.asSlice(0, piece.tensor().bytes()));
                begin = copy(piece, raw, content, begin);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (begin * Float.BYTES != content.byteSize()) {
            throw new IllegalArgumentException(
                    "Parts of " + begin + " elements were to fill " + content.byteSize() + " bytes.");
        }
    }

    /** Copies the wanted rows behind what is there; returns where the next part begins. */
    private static long copy(Found piece, MemorySegment raw, MemorySegment content, long begin) {
        WeightPart part = piece.part();
        StoredType type = piece.tensor().type();
        long rows = part.transposed()
                ? part.sizes().get(1)
                : part.sizes().isEmpty() ? 1 : part.sizes().getFirst();
        long columns = piece.tensor().shape().elements() / Math.max(1, rows);
        long at = begin;
        for (long row = part.firstRow(); row < part.firstRow() + part.rows(); row++) {
            for (long column = 0; column < columns; column++) {
                long element = part.transposed() ? column * rows + row : row * columns + column;
                content.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, at++, type.read(raw, element));
            }
        }
        return at;
    }
}
