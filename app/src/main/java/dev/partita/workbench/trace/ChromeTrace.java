package dev.partita.workbench.trace;

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
final class ChromeTrace {
    private static final double MICROSECONDS = 1e6;

    private final JsonGenerator json;
    private final Map<String, Integer> processes = new LinkedHashMap<>();
    private final Map<String, Integer> threads = new LinkedHashMap<>();

    private ChromeTrace(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the steps below one another. */
    static void write(Path file, List<StepTrace> steps) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("displayTimeUnit", "ms");
            json.writeArrayPropertyStart("traceEvents");
            ChromeTrace trace = new ChromeTrace(json);
            steps.forEach(trace::step);
            json.writeEndArray();
            json.writeEndObject();
        } catch (JacksonIOException e) {
            throw DiskProblem.whileWriting(file, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw DiskProblem.whileWriting(file, e);
        }
    }

    private void step(StepTrace step) {
        step.tasks().forEach(task -> event(step, task));
        step.memory().forEach(memory -> memory.moments().forEach(moment -> counter(step, memory.device(), moment)));
    }

    private int process(StepTrace step, String device) {
        return number(processes, "process_name", device + " " + step.name(), 0);
    }

    private void counter(StepTrace step, String device, StepTrace.Moment moment) {
        int process = process(step, device);
        json.writeStartObject();
        json.writeStringProperty("name", "live memory");
        json.writeStringProperty("ph", "C");
        json.writeNumberProperty("pid", process);
        json.writeNumberProperty("ts", moment.seconds() * MICROSECONDS);
        json.writeObjectPropertyStart("args");
        json.writeNumberProperty("bytes", moment.liveBytes());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void event(StepTrace step, TaskInterval task) {
        int process = process(step, task.device());
        int thread = number(threads, "thread_name", task.device() + " " + step.name() + " " + task.lane(), process);
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
