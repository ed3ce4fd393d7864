package dev.partita.workbench.trace;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protobuf message, written field by field. */
final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream fields = CodedOutputStream.newInstance(bytes);

    @FunctionalInterface
    private interface Field {
        void write(CodedOutputStream out) throws IOException;
    }

    private Message with(Field field) {
        try {
            field.write(fields);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    Message number(int field, long value) {
        return with(out -> out.writeUInt64(field, value));
    }

    /** A number that is always eight bytes long. */
    Message fixed(int field, long value) {
        return with(out -> out.writeFixed64(field, value));
    }

    Message real(int field, double value) {
        return with(out -> out.writeDouble(field, value));
    }

    Message single(int field, float value) {
        return with(out -> out.writeFloat(field, value));
    }

    Message text(int field, String value) {
        return with(out -> out.writeString(field, value));
    }

    Message message(int field, Message value) {
        return with(out -> out.writeByteArray(field, value.toBytes()));
    }

    byte[] toBytes() {
        with(CodedOutputStream::flush);
        return bytes.toByteArray();
    }
}
