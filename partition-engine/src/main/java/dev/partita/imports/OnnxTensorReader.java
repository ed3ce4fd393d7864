package dev.partita.imports;

import dev.partita.imports.OnnxModel.External;
import dev.partita.imports.OnnxModel.Tensor;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a tensor's sizes, and its elements where they are few. */
final class OnnxTensorReader {
    private static final int MOST_SIZES = 64;
    private static final int KEPT_BYTES = Wire.KEPT_NUMBERS * Long.BYTES;

    /** Of floating-point tensors only scalars are ever asked for, and they are many and long. */
    private static final int KEPT_FLOATS = 16;

    private final Wire wire;

    OnnxTensorReader(Wire wire) {
        this.wire = wire;
    }

    /** What is known of one tensor so far. */
    private static final class Draft {
        final List<Long> sizes = new ArrayList<>();
        final List<Double> listed = new ArrayList<>();
        String name = "";
        String path = "";
        int type;
        long storedBytes;
        long listedCount;
        byte[] raw = new byte[0];
        long offset;
        long length;
        boolean external;
        long position = -1;

        void number(double value) {
            listedCount++;
            if (listed.size() < Wire.KEPT_NUMBERS) {
                listed.add(value);
            }
        }
    }

    Tensor read() throws IOException {
        Draft draft = new Draft();
        wire.message(field -> field(draft, field));
        for (long size : draft.sizes) {
            if (size < 0) {
                throw new ImportRefused(Sentence.of("engine.import.negative_size", draft.name, draft.sizes));
            }
        }
        return new Tensor(
                draft.name,
                List.copyOf(draft.sizes),
                draft.type,
                numbers(draft),
                draft.storedBytes,
                draft.external ? new External(draft.path, draft.offset, draft.length) : null,
                draft.position);
    }

    private boolean field(Draft draft, int field) throws IOException {
        switch (field) {
            case 1 ->
                wire.integers(size -> {
                    if (draft.sizes.size() == MOST_SIZES) {
                        throw new ImportRefused(Sentence.of("engine.import.tensor_rank", MOST_SIZES));
                    }
                    draft.sizes.add(size);
                });
            case 2 -> draft.type = (int) wire.integer();
            case 4 -> wire.numbers(false, draft::number);
            case 5, 7 -> wire.integers(draft::number);
            case 8 -> draft.name = wire.text();
            case 9 ->
                draft.raw = wire.bytes(KEPT_BYTES, bytes -> {
                    draft.storedBytes = bytes;
                    draft.position = wire.position();
                });
            case 10 -> wire.numbers(true, draft::number);
            case 13 -> external(draft);
            case 14 -> draft.external = wire.integer() == 1;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void external(Draft draft) throws IOException {
        String[] entry = {"", ""};
        wire.message(field -> {
            if (field == 1 || field == 2) {
                entry[field - 1] = wire.text();
            }
            return field == 1 || field == 2;
        });
        switch (entry[0]) {
            case "location" -> draft.path = entry[1];
            case "offset" -> draft.offset = count(draft, entry[1]);
            case "length" -> draft.length = count(draft, entry[1]);
            default -> {} // a checksum, which nothing here needs
        }
    }

    private static long count(Draft draft, String text) {
        try {
            long count = Long.parseLong(text.strip());
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new ImportRefused(Sentence.of("engine.import.data_place", draft.name, text));
    }

    private static @Nullable List<Double> numbers(Draft draft) {
        if (draft.external) {
            return null;
        }
        if (draft.raw.length == 0) {
            return draft.listedCount == draft.listed.size() && draft.storedBytes == 0 ? draft.listed : null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(draft.raw).order(ByteOrder.LITTLE_ENDIAN);
        List<Double> numbers = new ArrayList<>();
        long width = OnnxModel.fileBytes(draft.type);
        boolean integers = draft.type == 6 || draft.type == 7 || draft.type == 9;
        if (!integers && width > 0 && draft.raw.length / width > KEPT_FLOATS) {
            return null;
        }
        while (width > 0 && bytes.remaining() >= width && numbers.size() < Wire.KEPT_NUMBERS) {
            switch (draft.type) {
                case 1 -> numbers.add((double) bytes.getFloat());
                case 6 -> numbers.add((double) bytes.getInt());
                case 7 -> numbers.add((double) bytes.getLong());
                case 11 -> numbers.add(bytes.getDouble());
                case 2, 3, 9 -> numbers.add((double) bytes.get());
                case 10 -> numbers.add((double) Float.float16ToFloat(bytes.getShort()));
                default -> {
                    return null;
                }
            }
        }
        return numbers;
    }
}
