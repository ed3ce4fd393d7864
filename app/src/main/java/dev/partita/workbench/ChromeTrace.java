package dev.partita.workbench;

import dev.partita.history.TaskInterval;
import dev.partita.project.DiskProblem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Timelines in the trace event format that chrome://tracing, Perfetto and others open: a device is a process, a lane a
 * thread, times are in microseconds.
 */
public final class ChromeTrace {
    private static final double MICROSECONDS = 1e6;

    private final JsonGenerator json;
    private final Map<String, Integer> processes = new LinkedHashMap<>();
    private final Map<String, Integer> threads = new LinkedHashMap<>();

    private ChromeTrace(JsonGenerator json) {
        this.json = json;
    }

    /** @param name what its devices are called after, such as {@code predicted} */
    public record Part(String name, List<TaskInterval> tasks) {}

    /** Writes the parts below one another. */
    public static void write(Path file, List<Part> parts) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("displayTimeUnit", "ms");
            json.writeArrayPropertyStart("traceEvents");
            ChromeTrace trace = new ChromeTrace(json);
            parts.forEach(part -> part.tasks().forEach(task -> trace.event(part, task)));
            json.writeEndArray();
            json.writeEndObject();
        } catch (JacksonIOException e) {
            throw DiskProblem.whileWriting(file, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw DiskProblem.whileWriting(file, e);
        }
    }

    private void event(Part part, TaskInterval task) {
        int process = number(processes, "process_name", task.device() + " " + part.name(), 0);
        int thread = number(threads, "thread_name", task.device() + " " + part.name() + " " + task.lane(), process);
        json.writeStartObject();
        json.writeStringProperty("name", task.name());
        json.writeStringProperty("ph", "X");
        json.writeNumberProperty("pid", process);
        json.writeNumberProperty("tid", thread);
        json.writeNumberProperty("ts", task.startSeconds() * MICROSECONDS);
        json.writeNumberProperty("dur", (task.endSeconds() - task.startSeconds()) * MICROSECONDS);
        if (task.bytes() > 0) {
            json.writeObjectPropertyStart("args");
            json.writeNumberProperty("bytes", task.bytes());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** The number of a process or thread; one that is new is introduced by its name first. */
    private int number(Map<String, Integer> known, String kind, String name, int process) {
        Integer found = known.get(name);
        if (found != null) {
            return found;
        }
        int number = known.size() + 1;
        known.put(name, number);
        json.writeStartObject();
        json.writeStringProperty("name", kind);
        json.writeStringProperty("ph", "M");
        json.writeNumberProperty("pid", process == 0 ? number : process);
        json.writeNumberProperty("tid", process == 0 ? 0 : number);
        json.writeObjectPropertyStart("args");
        json.writeStringProperty("name", name);
        json.writeEndObject();
        json.writeEndObject();
        return number;
    }
}
