package dev.partita.loop;

import dev.partita.checkpoint.Initializer;
import dev.partita.checkpoint.ParameterLayouts;
import dev.partita.checkpoint.Safetensors;
import dev.partita.checkpoint.SafetensorsFile;
import dev.partita.checkpoint.StoredTensor;
import dev.partita.checkpoint.StoredType;
import dev.partita.executor.Executor;
import dev.partita.graph.Parameter;
import dev.partita.operator.ParameterSpec;
import dev.partita.plan.Optimizer;
import dev.partita.program.DeviceProgram;
import dev.partita.program.ParameterBinding;
import dev.partita.program.Program;
import dev.partita.program.StateBinding;
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
    private record Entry(StoredTensor tensor, Parameter parameter, ParameterSpec spec, List<Place> places) {
        Entry(String name, Parameter parameter, ParameterSpec spec) {
            this(new StoredTensor(name, StoredType.F32, parameter.shape()), parameter, spec, new ArrayList<>());
        }
    }

    private final Executor executor;
    private final Map<String, Entry> weights = new LinkedHashMap<>();
    private final Map<String, Entry> state = new LinkedHashMap<>();
    /** What layers keep beside their parameters: written with the weights, read where a file has it. */
    private final Map<String, Entry> kept = new LinkedHashMap<>();

    ParameterStore(Executor executor) {
        this.executor = executor;
        Program program = executor.program();
        List<String> roles = roles(program.plan().training().optimizer());
        for (DeviceProgram device : program.devices()) {
            for (ParameterBinding binding : device.parameters()) {
                String name = binding.parameter().name();
                for (int rank = 0; rank < device.devices().size(); rank++) {
                    put(
                            weights,
                            new Entry(name, binding.parameter(), binding.spec()),
                            new Place(device, rank, binding, binding.masterSplit(), binding.master()));
                    for (int i = 0; i < binding.state().size(); i++) {
                        Place place = new Place(
                                device,
                                rank,
                                binding,
                                binding.stateSplit(),
                                binding.state().get(i));
                        String key = "optimizer." + roles.get(i) + "." + name;
                        put(state, new Entry(key, binding.parameter(), binding.spec()), place);
                    }
                }
            }
            for (StateBinding binding : device.states()) {
                Entry entry = new Entry(binding.tensor().name(), binding.tensor(), binding.spec());
                for (int rank = 0; rank < device.devices().size(); rank++) {
                    put(kept, entry, new Place(device, rank, binding));
                }
            }
        }
    }

    private static List<String> roles(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd ignored -> List.of("momentum");
            case Optimizer.AdamW ignored -> List.of("first_moment", "second_moment");
        };
    }

    private static void put(Map<String, Entry> entries, Entry entry, Place place) {
        entries.computeIfAbsent(entry.tensor().name(), key -> entry).places().add(place);
    }

    /** Draws every weight from the seed and zeroes the optimizer's state. */
    void initialize(long seed) {
        weights.values().forEach(entry -> initialize(entry, seed));
        kept.values().forEach(entry -> initialize(entry, seed));
        zeroState();
    }

    private void initialize(Entry entry, long seed) {
        withCanonical(entry, canonical -> {
            Initializer.fill(entry.parameter(), seed, canonical);
            place(entry, canonical);
        });
    }

    /** Reads every weight from a file; what it leaves out on purpose is drawn from the seed. The optimizer starts anew. */
    void readWeights(Path file, long seed) throws IOException {
        try (SafetensorsFile stored = SafetensorsFile.open(file)) {
            Map<String, Entry> wanted = new LinkedHashMap<>(weights);
            if (stored.leavesOut()) {
                // Also a parameter that was drawn otherwise since: it is another one.
                wanted.values()
                        .removeIf(entry -> !entry.tensor()
                                .equals(stored.tensors().get(entry.tensor().name())));
                weights.values().stream()
                        .filter(entry -> !wanted.containsKey(entry.tensor().name()))
                        .forEach(entry -> initialize(entry, seed));
            }
            read(stored, wanted, file);
            readKept(stored, file);
        }
        zeroState();
    }

    /** Reads weights and optimizer state; returns the file's metadata. */
    Map<String, String> readCheckpoint(Path file) throws IOException {
        try (SafetensorsFile stored = SafetensorsFile.open(file)) {
            read(stored, weights, file);
            read(stored, state, file);
            readKept(stored, file);
            return stored.metadata();
        }
    }

    /** Files of other programs may lack what no step reads; it starts anew there. */
    private void readKept(SafetensorsFile stored, Path file) throws IOException {
        Map<String, Entry> found = new LinkedHashMap<>();
        kept.forEach((name, entry) -> {
            if (stored.tensors().containsKey(name)) {
                found.put(name, entry);
            } else {
                initialize(entry, 0);
            }
        });
        read(stored, found, file);
    }

    void write(Path file, Map<String, String> metadata, boolean withState) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>(weights);
        entries.putAll(kept);
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
            if (place.owner().equals(first.owner()) && place.begins()) {
                withPart(place, part -> {
                    withWhole(entry, place, whole -> ParameterLayouts.toCanonical(place.spec(), whole, part));
                    place.part().put(entry.parameter().shape(), part, target);
                });
            }
        }
        return target;
    }

    /** With what a rank computes with, put together from the ranges of all that divide it. */
    private void withWhole(Entry entry, Place place, Consumer<MemorySegment> action) {
        if (!place.split().divides()) {
            action.accept(executor.memory(place.device(), place.buffer()));
            return;
        }
        withPart(place, whole -> {
            for (Place other : entry.places()) {
                if (other.divides(place)) {
                    other.copyTo(executor.memory(other.device(), other.buffer()), whole);
                }
            }
            action.accept(whole);
        });
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
                place.part().take(entry.parameter().shape(), canonical, part);
                MemorySegment memory = executor.memory(place.device(), place.buffer());
                if (place.split().divides()) {
                    withPart(place, whole -> {
                        ParameterLayouts.toPhysical(place.spec(), part, whole);
                        place.copyFrom(whole, memory);
                    });
                } else {
                    ParameterLayouts.toPhysical(place.spec(), part, memory);
                }
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
