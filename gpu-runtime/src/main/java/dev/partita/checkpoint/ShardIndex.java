package dev.partita.checkpoint;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** The index of a model whose weights are cut into several files: {@code {"weight_map": {tensor: file}}}. */
final class ShardIndex {
    private static final int MOST_BYTES = 64 << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10)
                    .maxNameLength(1000)
                    .maxStringLength(10_000)
                    .build())
            .build();

    private ShardIndex() {}

    /**
     * The files that an index names, all in its own folder.
     *
     * @throws Refusal if it is no index, or names a file elsewhere
     */
    static SortedSet<String> files(InputStream bytes, String name) throws IOException {
        SortedSet<String> files = new TreeSet<>();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes.readNBytes(MOST_BYTES))) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                for (String field = json.nextName(); field != null; field = json.nextName()) {
                    boolean map = json.nextToken() == JsonToken.START_OBJECT && field.equals("weight_map");
                    if (map) {
                        read(json, files);
                    } else {
                        json.skipChildren();
                    }
                }
            }
        } catch (JacksonException _) {
            files.clear();
        }
        if (files.isEmpty()) {
            throw new Refusal(Sentence.of("runtime.weights.index", name));
        }
        return files;
    }

    private static void read(JsonParser json, SortedSet<String> files) {
        for (String tensor = json.nextName(); tensor != null; tensor = json.nextName()) {
            String file = json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : "";
            if (!file.matches("[^/\\\\:]+\\.safetensors")) {
                throw new Refusal(Sentence.of("engine.import.outside", tensor, file));
            }
            files.add(file);
        }
    }
}
