package dev.partita.imports;

import dev.partita.text.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The index of a model whose weights are cut into several files: {@code {"weight_map": {tensor: file}}}. */
public final class ShardIndex {
    private static final int MOST_BYTES = 64 << 20;

    private ShardIndex() {}

    /**
     * Reads an index.
     *
     * @param name what it is called in messages
     * @return the file of each tensor: names of files in the index's own folder
     * @throws ImportRefused if it is no index, or names a file elsewhere
     */
    public static Map<String, String> read(InputStream bytes, String name) throws IOException {
        JsonNode map = BoundedJson.object(bytes, name, MOST_BYTES).path("weight_map");
        Map<String, String> files = new LinkedHashMap<>();
        map.propertyStream().forEach(entry -> {
            String file = entry.getValue().asString("");
            if (!file.matches("[^/\\\\:]+\\.safetensors")) {
                throw new ImportRefused(Sentence.of("engine.import.outside", entry.getKey(), file));
            }
            files.put(entry.getKey(), file);
        });
        if (files.isEmpty()) {
            throw new ImportRefused(Sentence.of("engine.import.shards", name));
        }
        return files;
    }
}
