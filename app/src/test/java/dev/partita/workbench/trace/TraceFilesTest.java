package dev.partita.workbench.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.partita.history.TaskInterval;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back by a reader that knows the formats only from their descriptions. */
class TraceFilesTest {
    @TempDir
    Path folder;

    /** A protobuf message as its fields; nested ones are bytes. */
    private record Fields(Map<Integer, List<Object>> values) {
        static Fields of(byte[] bytes) throws IOException {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            Map<Integer, List<Object>> values = new TreeMap<>();
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                Object value = switch (WireFormat.getTagWireType(tag)) {
                    case WireFormat.WIRETYPE_VARINT -> in.readUInt64();
                    case WireFormat.WIRETYPE_FIXED64 -> in.readFixed64();
                    case WireFormat.WIRETYPE_FIXED32 -> in.readFixed32();
                    default -> in.readByteArray();
                };
                values.computeIfAbsent(WireFormat.getTagFieldNumber(tag), key -> new ArrayList<>())
                        .add(value);
            }
            return new Fields(values);
        }

        boolean has(int field) {
            return values.containsKey(field);
        }

        Object one(int field) {
            return values.get(field).getFirst();
        }

        long number(int field) {
            return (long) one(field);
        }

        String text(int field) {
            return new String((byte[]) one(field));
        }

        Fields message(int field) throws IOException {
            return of((byte[]) one(field));
        }
    }

    private static TaskInterval task(String name, String device, String lane, double start, double end, long bytes) {
        return new TaskInterval(name, device, lane, start, end, bytes);
    }

    private List<Fields> packets(StepTrace... steps) throws IOException {
        Path file = folder.resolve("step.pftrace");
        TraceFiles.write(file, List.of(steps));
        List<Fields> packets = new ArrayList<>();
        for (Object packet : Fields.of(Files.readAllBytes(file)).values().get(1)) {
            packets.add(Fields.of((byte[]) packet));
        }
        return packets;
    }

    private static List<Fields> events(List<Fields> packets, int type) throws IOException {
        List<Fields> found = new ArrayList<>();
        for (Fields packet : packets) {
            if (packet.has(11) && packet.message(11).number(9) == type) {
                found.add(packet);
            }
        }
        return found;
    }

    @Test
    void perfetto_draws_each_task_on_the_lane_of_its_device() throws IOException {
        List<Fields> packets = packets(
                new StepTrace("measured", List.of(task("forward #0", "gpu:1", "compute", 0.25, 0.5, 0)), List.of()));
        Fields process = packets.get(0).message(60);
        Fields lane = packets.get(1).message(60);
        assertThat(process.message(3).text(6)).isEqualTo("gpu:1 measured");
        assertThat(lane.text(2)).isEqualTo("compute");
        assertThat(lane.number(5)).isEqualTo(process.number(1));
        Fields begin = packets.get(2);
        assertThat(begin.number(8)).isEqualTo(250_000_000);
        assertThat(begin.message(11).text(23)).isEqualTo("forward #0");
        assertThat(begin.message(11).number(11)).isEqualTo(lane.number(1));
        assertThat(packets.get(3).number(8)).isEqualTo(500_000_000);
    }

    @Test
    void perfetto_draws_an_arrow_from_the_sender_of_a_transfer_to_its_receiver() throws IOException {
        List<Fields> begins = events(
                packets(new StepTrace(
                        "predicted",
                        List.of(task("x #0", "gpu:1", "receive", 0, 1, 64), task("x #0", "gpu:0", "send", 0, 1, 64)),
                        List.of())),
                1);
        assertThat(begins.get(0).message(11).text(22)).isEqualTo("send");
        assertThat(begins.get(0).message(11).one(47))
                .isEqualTo(begins.get(1).message(11).one(48));
        assertThat(begins.get(0).message(11).message(4).number(3)).isEqualTo(64);
    }

    @Test
    void slices_of_one_perfetto_track_never_overlap() throws IOException {
        List<Fields> packets = packets(new StepTrace(
                "measured",
                List.of(
                        task("a #0", "gpu:0", "compute", 0, 2, 0),
                        task("b #0", "gpu:0", "compute", 1, 3, 0),
                        task("c #0", "gpu:0", "compute", 2, 4, 0)),
                List.of()));
        Map<Long, Long> endOfTrack = new HashMap<>();
        for (Fields packet : packets) {
            if (packet.has(11)) {
                long track = packet.message(11).number(11);
                assertThat(packet.number(8)).isGreaterThanOrEqualTo(endOfTrack.getOrDefault(track, 0L));
                endOfTrack.put(track, packet.number(8));
            }
        }
        assertThat(endOfTrack).hasSize(2);
    }

    @Test
    void perfetto_counts_live_memory_in_bytes() throws IOException {
        List<Fields> packets = packets(new StepTrace(
                "predicted",
                List.of(),
                List.of(new StepTrace.Memory(
                        "gpu:0", List.of(new StepTrace.Moment(0, 10), new StepTrace.Moment(1, 20))))));
        assertThat(packets.get(1).message(60).message(8).number(3)).isEqualTo(3);
        List<Fields> counts = events(packets, 4);
        assertThat(counts.get(1).message(11).number(30)).isEqualTo(20);
        assertThat(counts.get(1).number(8)).isEqualTo(1_000_000_000);
    }

    @Test
    void tensorboard_reads_records_with_lengths_and_sums() throws IOException {
        Path file = folder.resolve("run.tfevents");
        EventFile.write(file, 1.5, List.of(new EventFile.Scalar("train/loss", 7, 2.5, 0.25)));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(record(bytes).text(3)).isEqualTo("brain.Event:2");
        Fields event = record(bytes);
        assertThat(event.number(2)).isEqualTo(7);
        assertThat(Double.longBitsToDouble(event.number(1))).isEqualTo(2.5);
        Fields value = event.message(5).message(1);
        assertThat(value.text(1)).isEqualTo("train/loss");
        assertThat(Float.intBitsToFloat((int) value.one(2))).isEqualTo(0.25f);
        assertThat(bytes.hasRemaining()).isFalse();
    }

    private static Fields record(ByteBuffer bytes) throws IOException {
        byte[] length = new byte[8];
        bytes.get(length);
        assertThat(bytes.getInt()).isEqualTo(masked(length));
        byte[] payload = new byte
                [(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
        bytes.get(payload);
        assertThat(bytes.getInt()).isEqualTo(masked(payload));
        return Fields.of(payload);
    }

    /** CRC-32C bit by bit, masked as TensorFlow's record format says. */
    private static int masked(byte[] data) {
        int sum = -1;
        for (byte next : data) {
            sum ^= next & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum >>> 1) ^ ((sum & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        sum = ~sum;
        return ((sum >>> 15) | (sum << 17)) + 0xa282ead8;
    }

    @Test
    void a_trace_is_written_in_the_format_that_its_name_asks_for() {
        assertThat(TraceFiles.formatOf(Path.of("step.pftrace"))).isEqualTo(ExportFormat.PERFETTO);
        assertThat(TraceFiles.formatOf(Path.of("step.json"))).isEqualTo(ExportFormat.CHROME);
    }

    @Test
    void a_range_of_steps_may_be_open_and_never_goes_backwards() {
        assertThat(StepRange.parse("10:20")).contains(new StepRange(10, 20));
        assertThat(StepRange.parse(":20")).contains(new StepRange(0, 20));
        assertThat(StepRange.parse("20:10")).isEmpty();
        assertThat(StepRange.parse("twenty")).isEmpty();
    }
}
