package dev.partita.project;

import dev.partita.imports.ImportRefused;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that somebody else wrote: depth, names, strings and tokens are bounded before anything is made of them. */
final class BoundedJson {
    private static final int DEPTH = 100;

    private BoundedJson() {}

    /**
     * @param what the file is called in messages
     * @throws ImportRefused if it is no JSON object or larger than {@code mostBytes}
     */
    static Map<String, @Nullable Object> object(InputStream bytes, String what, int mostBytes) throws IOException {
        byte[] read = bytes.readNBytes(mostBytes + 1);
        if (read.length > mostBytes) {
            throw new ImportRefused(Sentence.of("project.json.model_large", what, mostBytes));
        }
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxNameLength(10_000)
                        .maxStringLength(1_000_000)
                        .maxNumberLength(64)
                        .maxTokenCount(20_000_000)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try {
            Map<String, @Nullable Object> values =
                    JsonMapper.builder(factory).build().readValue(read, new TypeReference<>() {});
            if (values != null) {
                return values;
            }
        } catch (JacksonException _) {
            // said below
        }
        throw new ImportRefused(Sentence.of("project.json.model", what));
    }
}
