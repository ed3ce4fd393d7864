package dev.partita.workbench.trace;

import dev.partita.project.DiskProblem;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * TensorBoard's event file: records of length (8 bytes), masked CRC-32C of the length, a protobuf {@code Event}, masked
 * CRC-32C of that; the first says which version follows.
 */
final class EventFile {
    private static final String VERSION = "brain.Event:2";

    /** Keeps sums of data that contains sums from being trivial; from TensorFlow's record format. */
    private static final int MASK_DELTA = 0xa282ead8;

    private EventFile() {}

    /** @param wallSeconds since 1970 */
    record Scalar(String tag, long step, double wallSeconds, double value) {}

    static void write(Path file, double startedSeconds, List<Scalar> scalars) {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            record(out, new Message().real(1, startedSeconds).text(3, VERSION));
            for (Scalar scalar : scalars) {
                Message value = new Message().text(1, scalar.tag()).single(2, (float) scalar.value());
                record(
                        out,
                        new Message()
                                .real(1, scalar.wallSeconds())
                                .number(2, scalar.step())
                                .message(5, new Message().message(1, value)));
            }
        } catch (IOException e) {
            throw DiskProblem.whileWriting(file, e);
        }
    }

    private static void record(DataOutputStream out, Message event) throws IOException {
        byte[] payload = event.toBytes();
        byte[] length = little(8).putLong(payload.length).array();
        out.write(length);
        out.write(little(4).putInt(maskedSum(length)).array());
        out.write(payload);
        out.write(little(4).putInt(maskedSum(payload)).array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int maskedSum(byte[] data) {
        CRC32C sum = new CRC32C();
        sum.update(data);
        return Integer.rotateRight((int) sum.getValue(), 15) + MASK_DELTA;
    }
}
