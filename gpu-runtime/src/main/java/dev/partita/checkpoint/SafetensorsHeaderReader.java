package dev.partita.checkpoint;

import dev.partita.checkpoint.SafetensorsHeader.Placed;
import dev.partita.tensor.Shape;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Walks the tokens of a header. Everything it refuses is a {@link Refusal} with half a sentence. */
final class SafetensorsHeaderReader {
    private static final int LARGEST_RANK = 16;

    private final JsonParser json;
    private final Map<String, String> metadata = new TreeMap<>();
    private final SequencedMap<String, Placed> tensors = new LinkedHashMap<>();

    SafetensorsHeaderReader(JsonParser json) {
        this.json = json;
    }

    SafetensorsHeader read() {
        expect(JsonToken.START_OBJECT, Sentence.of("runtime.safetensors.header"));
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            if (name.equals(SafetensorsHeader.METADATA)) {
                readMetadata();
            } else {
                tensors.put(name, readTensor(name));
            }
        }
        if (json.nextToken() != null) {
            throw new Refusal(Sentence.of("runtime.safetensors.tail"));
        }
        return new SafetensorsHeader(metadata, tensors);
    }

    private void readMetadata() {
        expect(JsonToken.START_OBJECT, SafetensorsHeader.METADATA);
        for (String key = json.nextName(); key != null; key = json.nextName()) {
            expect(JsonToken.VALUE_STRING, SafetensorsHeader.METADATA + " " + key);
            metadata.put(key, json.getString());
        }
    }

    private Placed readTensor(String name) {
        expect(JsonToken.START_OBJECT, name);
        StoredType type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        for (String field = json.nextName(); field != null; field = json.nextName()) {
            switch (field) {
                case "dtype" -> type = readType(name);
                case "shape" -> shape = readNumbers(name + " shape", LARGEST_RANK);
                case "data_offsets" -> offsets = readNumbers(name + " data_offsets", 2);
                default -> {
                    json.nextToken();
                    json.skipChildren();
                }
            }
        }
        return place(name, type, shape, offsets);
    }

    private static Placed place(
            String name, @Nullable StoredType type, @Nullable List<Long> shape, @Nullable List<Long> offsets) {
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new Refusal(Sentence.of("runtime.safetensors.fields", name));
        }
        StoredTensor tensor = new StoredTensor(name, type, new Shape(shape));
        long length = Math.subtractExact(offsets.get(1), offsets.get(0));
        if (length != tensor.bytes()) {
            throw new Refusal(
                    Sentence.of("runtime.safetensors.offsets", name, tensor.shape(), tensor.bytes(), type, offsets));
        }
        return new Placed(tensor, offsets.get(0));
    }

    private StoredType readType(String name) {
        expect(JsonToken.VALUE_STRING, name + " dtype");
        String found = json.getString();
        return Arrays.stream(StoredType.values())
                .filter(type -> type.name().equals(found))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Sentence.of("runtime.safetensors.type", name, Arrays.toString(StoredType.values()), found)));
    }

    private List<Long> readNumbers(String what, int most) {
        expect(JsonToken.START_ARRAY, what);
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || json.getLongValue() < 0
                    || numbers.size() == most) {
                throw new Refusal(Sentence.of("runtime.safetensors.numbers", what, most));
            }
            numbers.add(json.getLongValue());
        }
        return numbers;
    }

    private void expect(JsonToken wanted, Object where) {
        JsonToken found = json.nextToken();
        if (found != wanted) {
            throw new Refusal(Sentence.of("runtime.safetensors.token", where, wanted.name(), String.valueOf(found)));
        }
    }
}
