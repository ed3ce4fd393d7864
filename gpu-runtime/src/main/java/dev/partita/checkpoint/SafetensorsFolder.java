package dev.partita.checkpoint;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The safetensors files beside a config.json: one, or the shards that an index names. */
public final class SafetensorsFolder implements TensorSource {
    private static final String INDEX = "model.safetensors.index.json";
    private static final String WHOLE = "model.safetensors";

    private final List<SafetensorsFile> files = new ArrayList<>();
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    private final Map<String, SafetensorsFile> holders = new LinkedHashMap<>();

    private SafetensorsFolder() {}

    /**
     * Opens what a folder holds; empty where it holds no weights.
     *
     * @throws Refusal if the index names files that are not there, or a tensor is there twice
     * @throws InvalidCheckpoint if a file is damaged
     */
    public static Optional<SafetensorsFolder> open(Path folder) throws IOException {
        List<Path> named = files(folder);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        SafetensorsFolder opened = new SafetensorsFolder();
        try {
            for (Path file : named) {
                opened.add(file);
            }
            return Optional.of(opened);
        } catch (IOException | RuntimeException problem) {
            opened.close();
            throw problem;
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        Path index = folder.resolve(INDEX);
        if (!Files.isRegularFile(index)) {
            Path whole = folder.resolve(WHOLE);
            return Files.isRegularFile(whole) ? List.of(whole) : List.of();
        }
        List<Path> shards = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(index)) {
            for (String shard : ShardIndex.files(bytes, INDEX)) {
                Path file = folder.resolve(shard);
                if (!Files.isRegularFile(file)) {
                    throw new Refusal(Sentence.of("runtime.weights.shard", INDEX, shard));
                }
                shards.add(file);
            }
        }
        return shards;
    }

    private void add(Path file) throws IOException {
        SafetensorsFile opened = SafetensorsFile.open(file);
        files.add(opened);
        opened.tensors().forEach((name, tensor) -> {
            if (tensors.put(name, tensor) != null) {
                throw new Refusal(Sentence.of("runtime.weights.twice", name, file));
            }
            holders.put(name, opened);
        });
    }

    @Override
    public Map<String, StoredTensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public void read(String name, MemorySegment target) throws IOException {
        SafetensorsFile holder = holders.get(name);
        if (holder == null) {
            throw new IllegalArgumentException("No tensor is called " + name + ".");
        }
        holder.read(name, target);
    }

    @Override
    public void close() throws IOException {
        for (SafetensorsFile file : files) {
            file.close();
        }
    }
}
