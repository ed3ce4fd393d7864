package dev.partita.workbench.trace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads the spans of a Chrome trace one by one; nothing else of the file is kept. */
final class TraceParser {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxStringLength(1 << 20)
            .maxNameLength(1 << 16)
            .maxNumberLength(100)
            .build();

    /** Thirty thousand years; what is later is no time. */
    private static final double LATEST_MICROS = 1e18;

    /** What is kept takes about 200 bytes each. */
    static final int MOST_EVENTS = 2_000_000;

    private final List<TraceEvent> events = new ArrayList<>();
    private OptionalInt rank = OptionalInt.empty();

    private TraceParser() {}

    /** @param rank of the process that wrote it, where it was one of several */
    record Parsed(List<TraceEvent> events, OptionalInt rank) {}

    /** A file with more spans than are read. */
    static final class TooManyEvents extends IOException {
        private static final long serialVersionUID = 1L;
    }

    static Parsed parse(Path file) throws IOException {
        JsonFactory json = JsonFactory.builder().streamReadConstraints(BOUNDS).build();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser parser = json.createParser(ObjectReadContext.empty(), in)) {
            TraceParser found = new TraceParser();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                found.events(parser);
            } else {
                found.document(parser);
            }
            return new Parsed(found.events, found.rank);
        }
    }

    private void document(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("traceEvents") && value == JsonToken.START_ARRAY) {
                events(parser);
            } else if (name.equals("distributedInfo") && value == JsonToken.START_OBJECT) {
                distributed(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void distributed(JsonParser parser) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && name.equals("rank")) {
                rank = OptionalInt.of(parser.getValueAsInt());
            }
            parser.skipChildren();
        }
    }

    private void events(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                event(parser);
            }
        }
    }

    private void event(JsonParser parser) throws IOException {
        String phase = "";
        String category = "";
        String name = "";
        String process = "";
        String thread = "";
        double start = Double.NaN;
        double duration = Double.NaN;
        OptionalInt device = OptionalInt.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "ph" -> phase = text(parser);
                case "cat" -> category = text(parser);
                case "name" -> name = text(parser);
                case "pid" -> process = text(parser);
                case "tid" -> thread = text(parser);
                case "ts" -> start = parser.getValueAsDouble(Double.NaN);
                case "dur" -> duration = parser.getValueAsDouble(Double.NaN);
                case "args" -> device = value == JsonToken.START_OBJECT ? device(parser) : device;
                default -> parser.skipChildren();
            }
        }
        if (phase.equals("X") && Math.abs(start) < LATEST_MICROS && duration >= 0 && duration < LATEST_MICROS) {
            if (events.size() == MOST_EVENTS) {
                throw new TooManyEvents();
            }
            events.add(new TraceEvent(
                    category.intern(), name.intern(), (process + "/" + thread).intern(), start, duration, device));
        }
    }

    private static String text(JsonParser parser) {
        String text = parser.getValueAsString("");
        parser.skipChildren();
        return text;
    }

    private static OptionalInt device(JsonParser parser) {
        OptionalInt device = OptionalInt.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && name.equals("device")) {
                device = OptionalInt.of(parser.getValueAsInt(-1));
            }
            parser.skipChildren();
        }
        return device;
    }
}
