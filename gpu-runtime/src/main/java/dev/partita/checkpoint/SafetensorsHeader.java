package dev.partita.checkpoint;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON header of a safetensors file: {@code {"__metadata__": {string: string}, name: {"dtype", "shape",
 * "data_offsets": [begin, end]}}} with offsets from the end of the header. As in the format's own library, tensors lie
 * in descending order of their types' size, then by name, so that each is aligned; they leave no gaps.
 *
 * @param tensors by name, each with its place
 */
record SafetensorsHeader(Map<String, String> metadata, SequencedMap<String, Placed> tensors) {
    static final String METADATA = "__metadata__";
    /** Data begins at a multiple of this. */
    private static final int ALIGNMENT = 8;
    /** Enough for 900,000 tensors; stops a header of brackets alone from filling the heap. */
    private static final long LARGEST_TOKEN_COUNT = 10_000_000;

    private static final int LONGEST_NAME = 1000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(3)
                    .maxNameLength(LONGEST_NAME)
                    .maxTokenCount(LARGEST_TOKEN_COUNT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A tensor and the offset of its first byte, counted from the end of the header. */
    record Placed(StoredTensor tensor, long begin) {
        long end() {
            return Math.addExact(begin, tensor.bytes());
        }
    }

    /** Lays tensors out one after another. */
    static SafetensorsHeader layOut(Map<String, String> metadata, Collection<StoredTensor> tensors) {
        List<StoredTensor> ordered = new ArrayList<>(tensors);
        ordered.sort(
                Comparator.comparingInt((StoredTensor tensor) -> -tensor.type().bytes())
                        .thenComparing(StoredTensor::name));
        SequencedMap<String, Placed> placed = new LinkedHashMap<>();
        long begin = 0;
        for (StoredTensor tensor : ordered) {
            if (tensor.name().equals(METADATA) || placed.put(tensor.name(), new Placed(tensor, begin)) != null) {
                throw new IllegalArgumentException("Each tensor of a file needs a name of its own other than "
                        + METADATA + ", found \"" + tensor.name() + "\" again.");
            }
            begin = Math.addExact(begin, tensor.bytes());
        }
        return new SafetensorsHeader(new TreeMap<>(metadata), placed);
    }

    /**
     * Reads a header whose tensors must fill {@code dataBytes} exactly.
     *
     * @throws RuntimeException of the parser, an {@link IllegalArgumentException} or an {@link ArithmeticException}
     *     where the header is not well-formed
     */
    static SafetensorsHeader parse(byte[] json, long dataBytes) {
        var reader = new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
        try (var parser = JSON.createParser(ObjectReadContext.empty(), reader)) {
            SafetensorsHeader header = new SafetensorsHeaderReader(parser).read();
            header.requireNoGaps(dataBytes);
            return header;
        }
    }

    private void requireNoGaps(long dataBytes) {
        List<Placed> ordered = new ArrayList<>(tensors.values());
        ordered.sort(Comparator.comparingLong(Placed::begin));
        long end = 0;
        for (Placed placed : ordered) {
            if (placed.begin() != end) {
                throw new Refusal(
                        Sentence.of("runtime.safetensors.gap", placed.tensor().name(), end, placed.begin()));
            }
            end = placed.end();
        }
        if (end != dataBytes) {
            throw new Refusal(Sentence.of("runtime.safetensors.fill", end, dataBytes));
        }
    }

    /** The JSON text, padded with spaces so that the data behind it is aligned. */
    byte[] toJson() {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            writeMetadata(json);
            tensors.values().forEach(placed -> write(placed, json));
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    private void writeMetadata(JsonGenerator json) {
        if (!metadata.isEmpty()) {
            json.writeObjectPropertyStart(METADATA);
            metadata.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    private static void write(Placed placed, JsonGenerator json) {
        StoredTensor tensor = placed.tensor();
        json.writeObjectPropertyStart(tensor.name());
        json.writeStringProperty("dtype", tensor.type().name());
        json.writeArrayPropertyStart("shape");
        tensor.shape().dimensions().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeArrayPropertyStart("data_offsets");
        json.writeNumber(placed.begin());
        json.writeNumber(placed.end());
        json.writeEndArray();
        json.writeEndObject();
    }
}
