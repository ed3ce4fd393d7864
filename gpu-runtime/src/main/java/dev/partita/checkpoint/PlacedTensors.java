package dev.partita.checkpoint;

import dev.partita.imports.StoredBytes;
import dev.partita.tensor.Shape;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Tensors of a model file, inside it or in the data files below its folder. */
public final class PlacedTensors implements TensorSource {
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path model;
    private final Map<String, StoredBytes> places;
    private final Map<String, StoredTensor> tensors = new TreeMap<>();
    private final Map<String, FileChannel> channels = new HashMap<>();

    public PlacedTensors(Path model, Map<String, StoredBytes> places) {
        this.model = model.toAbsolutePath().normalize();
        this.places = Map.copyOf(places);
        this.tensors.putAll(described(places));
    }

    static Map<String, StoredTensor> described(Map<String, StoredBytes> places) {
        Map<String, StoredTensor> tensors = new TreeMap<>();
        places.forEach((name, place) ->
                tensors.put(name, new StoredTensor(name, StoredType.valueOf(place.type()), new Shape(place.sizes()))));
        return tensors;
    }

    @Override
    public Map<String, StoredTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public void read(String name, MemorySegment target) throws IOException {
        StoredBytes place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("No tensor is called " + name + ".");
        }
        FileChannel channel = channel(place.file());
        long position = place.offset();
        ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, Math.max(1, target.byteSize())));
        for (long done = 0; done < target.byteSize(); ) {
            chunk.clear().limit((int) Math.min(chunk.capacity(), target.byteSize() - done));
            int count = channel.read(chunk, position + done);
            if (count < 0) {
                throw new Refusal(Sentence.of("runtime.weights.short", name, model));
            }
            MemorySegment.copy(MemorySegment.ofBuffer(chunk.flip()), 0, target, done, count);
            done += count;
        }
    }

    private FileChannel channel(String file) throws IOException {
        FileChannel known = channels.get(file);
        if (known == null) {
            known = FileChannel.open(path(file), StandardOpenOption.READ);
            channels.put(file, known);
        }
        return known;
    }

    /** Symbolic links count as what they lead to: nothing outside the folder is read. */
    private Path path(String file) throws IOException {
        if (file.isEmpty()) {
            return model;
        }
        Path folder = model.resolveSibling("").toRealPath();
        Path data = folder.resolve(file).toRealPath();
        if (!data.startsWith(folder)) {
            throw new Refusal(Sentence.of("engine.import.outside", file, data));
        }
        return data;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : channels.values()) {
            channel.close();
        }
    }
}
