package dev.partita.loop;

import dev.partita.checkpoint.Initializer;
import dev.partita.checkpoint.ParameterLayouts;
import dev.partita.checkpoint.ParameterParts;
import dev.partita.checkpoint.Safetensors;
import dev.partita.checkpoint.SafetensorsFile;
import dev.partita.checkpoint.StoredTensor;
import dev.partita.checkpoint.StoredType;
import dev.partita.executor.Executor;
import dev.partita.plan.Optimizer;
import dev.partita.program.DeviceProgram;
import dev.partita.program.ParameterBinding;
import dev.partita.program.Program;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries weights and optimizer state between devices and files. Files hold every parameter once, whole and in canonical
 * order, whoever holds it; optimizer state is beside it as {@code optimizer.ROLE.PARAMETER}.
 */
final class ParameterStore {
    /** One stored tensor and the buffers that hold it: several where devices share the parameter. */
    private record Entry(StoredTensor tensor, ParameterBinding binding, List<Place> places) {}

    /** A rank's part of the tensor, in its device's memory. */
    private record Place(int device, int buffer, ParameterBinding binding, ParameterParts part) {
        long bytes() {
            return ELEMENT_BYTES * binding.spec().shape().elements();
        }
    }

    private static final long ELEMENT_BYTES = 4;

    private final Executor executor;
    private final Map<String, Entry> weights = new LinkedHashMap<>();
    private final Map<String, Entry> state = new LinkedHashMap<>();

    ParameterStore(Executor executor) {
        this.executor = executor;
        Program program = executor.program();
        List<String> roles = roles(program.plan().training().optimizer());
        for (DeviceProgram device : program.devices()) {
            for (ParameterBinding binding : device.parameters()) {
                String name = binding.parameter().name();
                for (int rank = 0; rank < device.devices().size(); rank++) {
                    put(weights, name, binding, place(device, rank, binding, binding.weight()));
                    for (int i = 0; i < binding.state().size(); i++) {
                        Place place =
                                place(device, rank, binding, binding.state().get(i));
                        put(state, "optimizer." + roles.get(i) + "." + name, binding, place);
                    }
                }
            }
        }
    }

    private static Place place(DeviceProgram share, int rank, ParameterBinding binding, int buffer) {
        ParameterParts part = new ParameterParts(binding.layout(), share.mesh(), rank, ELEMENT_BYTES);
        return new Place(share.devices().get(rank), buffer, binding, part);
    }

    private static List<String> roles(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd ignored -> List.of("momentum");
            case Optimizer.AdamW ignored -> List.of("first_moment", "second_moment");
        };
    }

    private static void put(Map<String, Entry> entries, String name, ParameterBinding binding, Place place) {
        entries.computeIfAbsent(
                        name,
                        key -> new Entry(
                                new StoredTensor(
                                        key, StoredType.F32, binding.parameter().shape()),
                                binding,
                                new ArrayList<>()))
                .places()
                .add(place);
    }

    /** Draws every weight from the seed and zeroes the optimizer's state. */
    void initialize(long seed) {
        weights.values()
                .forEach(entry -> withCanonical(entry, canonical -> {
                    Initializer.fill(entry.binding().parameter(), seed, canonical);
                    place(entry, canonical);
                }));
        zeroState();
    }

    /** Reads every weight from a file; the optimizer starts anew. */
    void readWeights(Path file) throws IOException {
        try (SafetensorsFile stored = SafetensorsFile.open(file)) {
            read(stored, weights, file);
        }
        zeroState();
    }

    /** Reads weights and optimizer state; returns the file's metadata. */
    Map<String, String> readCheckpoint(Path file) throws IOException {
        try (SafetensorsFile stored = SafetensorsFile.open(file)) {
            read(stored, weights, file);
            read(stored, state, file);
            return stored.metadata();
        }
    }

    void write(Path file, Map<String, String> metadata, boolean withState) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>(weights);
        if (withState) {
            entries.putAll(state);
        }
        long largest = entries.values().stream()
                .mapToLong(entry -> entry.tensor().bytes())
                .max()
                .orElse(1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment scratch = arena.allocate(largest, 64);
            Safetensors.write(
                    file,
                    metadata,
                    entries.values().stream().map(Entry::tensor).toList(),
                    tensor -> canonical(entry(entries, tensor.name()), scratch.asSlice(0, tensor.bytes())));
        }
    }

    private static Entry entry(Map<String, Entry> entries, String name) {
        Entry found = entries.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No tensor is called " + name + ".");
        }
        return found;
    }

    private MemorySegment canonical(Entry entry, MemorySegment target) {
        Place first = entry.places().getFirst();
        for (Place place : entry.places()) {
            if (place.binding() == first.binding()) {
                withPart(place, part -> {
                    ParameterLayouts.toCanonical(
                            place.binding().spec(), executor.memory(place.device(), place.buffer()), part);
                    place.part().put(place.binding().parameter().shape(), part, target);
                });
            }
        }
        return target;
    }

    private static CheckpointMismatch mismatch(StoredTensor wanted, @Nullable StoredTensor found, Path file) {
        return new CheckpointMismatch(
                found == null
                        ? Sentence.of("runtime.checkpoint.missing", wanted.name(), wanted.shape(), file)
                        : Sentence.of(
                                "runtime.checkpoint.shape",
                                wanted.name(),
                                wanted.shape(),
                                found.type(),
                                found.shape(),
                                file));
    }

    private void read(SafetensorsFile stored, Map<String, Entry> wanted, Path file) throws IOException {
        Map<String, StoredTensor> found = stored.tensors();
        for (Entry entry : wanted.values()) {
            StoredTensor tensor = found.get(entry.tensor().name());
            if (!entry.tensor().equals(tensor)) {
                throw mismatch(entry.tensor(), tensor, file);
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            for (Entry entry : wanted.values()) {
                MemorySegment canonical = arena.allocate(entry.tensor().bytes(), 64);
                stored.read(entry.tensor().name(), canonical);
                place(entry, canonical);
            }
        }
    }

    private void place(Entry entry, MemorySegment canonical) {
        for (Place place : entry.places()) {
            withPart(place, part -> {
                place.part().take(place.binding().parameter().shape(), canonical, part);
                ParameterLayouts.toPhysical(
                        place.binding().spec(), part, executor.memory(place.device(), place.buffer()));
            });
        }
    }

    private void zeroState() {
        state.values()
                .forEach(entry -> entry.places()
                        .forEach(place ->
                                executor.memory(place.device(), place.buffer()).fill((byte) 0)));
    }

    private static void withPart(Place place, Consumer<MemorySegment> action) {
        try (Arena arena = Arena.ofConfined()) {
            action.accept(arena.allocate(place.bytes(), 64));
        }
    }

    private static void withCanonical(Entry entry, Consumer<MemorySegment> action) {
        try (Arena arena = Arena.ofConfined()) {
            action.accept(arena.allocate(entry.tensor().bytes(), 64));
        }
    }
}
