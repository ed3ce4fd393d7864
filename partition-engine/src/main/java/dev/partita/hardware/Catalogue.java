package dev.partita.hardware;

import dev.partita.quantity.Bytes;
import dev.partita.quantity.BytesPerSecond;
import dev.partita.quantity.FlopsPerSecond;
import dev.partita.quantity.Seconds;
import dev.partita.tensor.DataType;
import dev.partita.text.Sentence;
import dev.partita.text.Table;
import dev.partita.text.Table.Row;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The cards and links of two tables among the resources, which state their sources and assumptions. */
final class Catalogue {
    private Catalogue() {}

    static List<Preset> presets() {
        Map<String, Link> links = Table.beside(Catalogue.class, "links.csv").rows().stream()
                .collect(Collectors.toMap(row -> row.text("link"), Catalogue::link));
        return Table.beside(Catalogue.class, "devices.csv").rows().stream()
                .map(row -> preset(row, name -> named(links, name)))
                .toList();
    }

    private static Preset preset(Row row, Function<String, Link> links) {
        return new Preset(
                row.text("name"),
                row.text("title"),
                model(row),
                row.has("board_watts") ? OptionalDouble.of(row.number("board_watts")) : OptionalDouble.empty(),
                links.apply(row.text("inside")),
                links.apply(row.text("between")),
                assumptions(row.text("assumptions")));
    }

    private static List<Sentence> assumptions(String words) {
        return Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> Sentence.of("engine.assumption." + word))
                .toList();
    }

    private static DeviceModel model(Row row) {
        double share = row.has("measured_matmul_tflops")
                ? row.number("measured_matmul_tflops") / row.number("bf16_tflops")
                : DeviceModel.USUAL_MATMUL_SHARE;
        return new DeviceModel(
                row.text("name"),
                new Bytes(Math.round(row.number("capacity_gib") * (1L << 30))),
                BytesPerSecond.gigabytes(row.number("memory_gb_s")),
                peak(row),
                Math.min(1, share),
                false);
    }

    private static Map<DataType, FlopsPerSecond> peak(Row row) {
        Map<DataType, FlopsPerSecond> peak = new EnumMap<>(DataType.class);
        peak.put(DataType.FLOAT32, FlopsPerSecond.teraflops(row.number("fp32_tflops")));
        if (row.has("fp16_tflops")) {
            peak.put(DataType.FLOAT16, FlopsPerSecond.teraflops(row.number("fp16_tflops")));
        }
        if (row.has("bf16_tflops")) {
            peak.put(DataType.BFLOAT16, FlopsPerSecond.teraflops(row.number("bf16_tflops")));
        }
        return peak;
    }

    private static Link link(Row row) {
        return new Link(
                BytesPerSecond.gigabytes(row.number("gb_s_per_direction")),
                new Seconds(row.number("latency_us") * 1e-6));
    }

    private static Link named(Map<String, Link> links, String name) {
        Link found = links.get(name);
        if (found == null) {
            throw new IllegalStateException("The catalogue has the links " + links.keySet() + ", found " + name + ".");
        }
        return found;
    }
}
