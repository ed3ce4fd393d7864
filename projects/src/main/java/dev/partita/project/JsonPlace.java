package dev.partita.project;

import java.io.ByteArrayInputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.TokenStreamLocation;

/** Finds the line of a complaint, which Jackson has lost where it read an object before it knew what for. */
final class JsonPlace {
    private JsonPlace() {}

    /** The line that the complaint is about, counted from 1; 0 where that is unknown. */
    static int line(byte[] content, JacksonException problem) {
        List<JacksonException.Reference> path = problem.getPath();
        for (int steps = path.size(); steps > 0; steps--) {
            int line = lineOf(content, pointer(path.subList(0, steps)));
            if (line > 0) {
                return line;
            }
        }
        TokenStreamLocation known = problem.getLocation();
        return known != null && known.getLineNr() > 0 ? known.getLineNr() : lastReadable(content);
    }

    private static JsonPointer pointer(List<JacksonException.Reference> path) {
        JsonPointer pointer = JsonPointer.empty();
        for (JacksonException.Reference step : path) {
            pointer = step.getPropertyName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getPropertyName());
        }
        return pointer;
    }

    private static int lineOf(byte[] content, JsonPointer wanted) {
        try (JsonParser parser = parser(content)) {
            while (parser.nextToken() != null) {
                if (parser.streamReadContext().pathAsPointer().equals(wanted)) {
                    return parser.currentTokenLocation().getLineNr();
                }
            }
            return 0;
        } catch (JacksonException e) {
            return 0;
        }
    }

    private static int lastReadable(byte[] content) {
        try (JsonParser parser = parser(content)) {
            try {
                while (parser.nextToken() != null) {}
                return 0;
            } catch (JacksonException e) {
                return parser.currentLocation().getLineNr();
            }
        }
    }

    private static JsonParser parser(byte[] content) {
        return PlanMapping.MAPPER.createParser(new ByteArrayInputStream(content));
    }
}
