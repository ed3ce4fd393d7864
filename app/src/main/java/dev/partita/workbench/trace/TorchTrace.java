package dev.partita.workbench.trace;

import dev.partita.hardware.Cluster;
import dev.partita.history.TaskInterval;
import dev.partita.project.DiskProblem;
import dev.partita.quantity.Human;
import dev.partita.text.Sentence;
import dev.partita.workbench.WorkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;

/**
 * A step that PyTorch's profiler recorded (the file that {@code export_chrome_trace} writes), on the axis of our own
 * timelines. Of a trace with several steps the last whole one is taken; of cards, what ran on them; where there is none,
 * the outermost operators of each thread. What runs beside something else on a lane (streams, threads) is cut to where
 * that has ended: lanes do one thing at a time.
 */
public final class TorchTrace {
    private static final long LARGEST_BYTES = 2L << 30;
    private static final int MOST_DEVICES = 1 << 20;
    private static final double MICROSECONDS = 1e6;
    private static final String STEP = "ProfilerStep#";

    private TorchTrace() {}

    /** @throws WorkFailure with a sentence for the user if the file is no such trace */
    public static List<TaskInterval> read(Path file) {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw refusal("app.trace.too_large", file, Human.bytes(Files.size(file)), Human.bytes(LARGEST_BYTES));
            }
            TraceParser.Parsed parsed = TraceParser.parse(file);
            List<TaskInterval> tasks = tasks(parsed);
            if (tasks.isEmpty()) {
                throw refusal("app.trace.nothing", file);
            }
            return tasks;
        } catch (TraceParser.TooManyEvents e) {
            throw refusal("app.trace.too_many", file, TraceParser.MOST_EVENTS);
        } catch (JacksonException e) {
            throw refusal("app.trace.not_json", file);
        } catch (IOException e) {
            throw DiskProblem.whileReading(file, e);
        }
    }

    private static WorkFailure refusal(String key, Object... values) {
        return new WorkFailure(WorkFailure.Kind.INPUT, Sentence.of(key, values));
    }

    private static List<TaskInterval> tasks(TraceParser.Parsed parsed) {
        List<TraceEvent> step = ofLastStep(parsed.events());
        boolean cards = step.stream().anyMatch(TraceEvent::onCard);
        List<TraceEvent> work =
                cards ? step.stream().filter(TraceEvent::onCard).sorted(IN_TIME).toList() : outermost(step);
        double origin = work.stream().mapToDouble(TraceEvent::startMicros).min().orElse(0);
        Map<String, Double> laneEnds = new HashMap<>();
        List<TaskInterval> tasks = new ArrayList<>();
        for (TraceEvent event : work) {
            String device = Cluster.deviceName(
                    Math.clamp(parsed.rank().orElse(event.device().orElse(0)), 0, MOST_DEVICES));
            String lane = event.moves() ? "send" : "compute";
            double free = laneEnds.getOrDefault(device + lane, origin);
            double start = Math.max(free, event.startMicros());
            if (event.endMicros() > start) {
                laneEnds.put(device + lane, event.endMicros());
                tasks.add(new TaskInterval(
                        event.name() + " #0",
                        device,
                        lane,
                        (start - origin) / MICROSECONDS,
                        (event.endMicros() - origin) / MICROSECONDS,
                        0));
            }
        }
        return tasks;
    }

    /** The longer of two that start together first, as it holds the other. */
    private static final Comparator<TraceEvent> IN_TIME = Comparator.comparingDouble(TraceEvent::startMicros)
            .thenComparing(
                    Comparator.comparingDouble(TraceEvent::durationMicros).reversed());

    /** What starts within the last step that the profiler marked; all of it where none is marked. */
    private static List<TraceEvent> ofLastStep(List<TraceEvent> events) {
        Predicate<TraceEvent> mark = event -> event.name().startsWith(STEP);
        return events.stream()
                .filter(mark)
                .max(IN_TIME)
                .map(step -> events.stream()
                        .filter(mark.negate())
                        .filter(event ->
                                event.startMicros() >= step.startMicros() && event.startMicros() < step.endMicros())
                        .toList())
                .orElse(events);
    }

    private static List<TraceEvent> outermost(List<TraceEvent> events) {
        Map<String, Double> threadEnds = new HashMap<>();
        List<TraceEvent> outer = new ArrayList<>();
        events.stream()
                .filter(event -> event.category().equals("cpu_op"))
                .sorted(IN_TIME)
                .forEach(event -> {
                    if (event.startMicros() >= threadEnds.getOrDefault(event.thread(), Double.NEGATIVE_INFINITY)) {
                        threadEnds.put(event.thread(), event.endMicros());
                        outer.add(event);
                    }
                });
        return outer;
    }
}
