package dev.partita.imports;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/** Protocol buffers by field number; every length is bounded before anything of that length is made. */
final class Wire {
    private static final int MOST_DEPTH = 32;
    private static final int LONGEST_TEXT = 1 << 16;
    private static final long MOST_TEXT = 256L << 20;

    /** Numbers of a tensor are kept up to this many: shapes, axes, scalars. */
    static final int KEPT_NUMBERS = 4096;

    /** What to do with one field of a message. */
    @FunctionalInterface
    interface Fields {
        /** Reads a field and returns true, or leaves it and returns false. */
        boolean read(int number) throws IOException;
    }

    private final CodedInputStream in;
    private final Map<String, String> texts = new HashMap<>();
    private long textBytes;
    private int depth;
    private int tag;

    Wire(CodedInputStream in) {
        this.in = in;
    }

    /** The fields up to the end of the stream. */
    void whole(Fields fields) throws IOException {
        fields(fields);
        if (!in.isAtEnd()) {
            throw new ImportRefused(Sentence.of("engine.import.trailing"));
        }
    }

    /** The fields of the message that stands here. */
    void message(Fields fields) throws IOException {
        int length = length();
        if (++depth > MOST_DEPTH) {
            throw new ImportRefused(Sentence.of("engine.import.depth", MOST_DEPTH));
        }
        int outer = in.pushLimit(length);
        fields(fields);
        if (in.getBytesUntilLimit() != 0) {
            throw truncated();
        }
        in.popLimit(outer);
        depth--;
    }

    static ImportRefused truncated() {
        return new ImportRefused(Sentence.of("engine.import.truncated"));
    }

    private void fields(Fields fields) throws IOException {
        while ((tag = in.readTag()) != 0) {
            int now = tag;
            if (!fields.read(WireFormat.getTagFieldNumber(now))) {
                skip(now);
            }
        }
    }

    private void skip(int unknown) throws IOException {
        if (WireFormat.getTagWireType(unknown) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            in.skipRawBytes(length());
        } else if (!in.skipField(unknown)) {
            throw new ImportRefused(Sentence.of("engine.import.group"));
        }
    }

    private int length() throws IOException {
        requireType(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = in.readRawVarint32();
        if (length < 0) {
            throw new ImportRefused(Sentence.of("engine.import.negative_length"));
        }
        return length;
    }

    private void requireType(int wanted) {
        if (WireFormat.getTagWireType(tag) != wanted) {
            throw new ImportRefused(Sentence.of("engine.import.field", WireFormat.getTagFieldNumber(tag)));
        }
    }

    String text() throws IOException {
        int length = length();
        textBytes += length;
        if (length > LONGEST_TEXT || textBytes > MOST_TEXT) {
            throw new ImportRefused(Sentence.of("engine.import.name_length", LONGEST_TEXT, MOST_TEXT, length));
        }
        String text = new String(in.readRawBytes(length), StandardCharsets.UTF_8);
        String known = texts.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /** The bytes, or none where there are more than {@code most}; how many there are is counted in any case. */
    byte[] bytes(int most, LongConsumer count) throws IOException {
        int length = length();
        count.accept(length);
        if (length <= most) {
            return in.readRawBytes(length);
        }
        in.skipRawBytes(length);
        return new byte[0];
    }

    /** How many bytes of the file were read. */
    long position() {
        return in.getTotalBytesRead();
    }

    long integer() throws IOException {
        requireType(WireFormat.WIRETYPE_VARINT);
        return in.readInt64();
    }

    float number() throws IOException {
        requireType(WireFormat.WIRETYPE_FIXED32);
        return in.readFloat();
    }

    /** One integer, or a packed list of them. */
    void integers(LongConsumer each) throws IOException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            each.accept(integer());
            return;
        }
        int outer = in.pushLimit(length());
        while (in.getBytesUntilLimit() > 0) {
            each.accept(in.readInt64());
        }
        in.popLimit(outer);
    }

    /** One number of 4 or 8 bytes, or a packed list of them. */
    void numbers(boolean wide, DoubleConsumer each) throws IOException {
        if (WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            requireType(wide ? WireFormat.WIRETYPE_FIXED64 : WireFormat.WIRETYPE_FIXED32);
            each.accept(wide ? in.readDouble() : in.readFloat());
            return;
        }
        int outer = in.pushLimit(length());
        while (in.getBytesUntilLimit() > 0) {
            each.accept(wide ? in.readDouble() : in.readFloat());
        }
        in.popLimit(outer);
    }
}
