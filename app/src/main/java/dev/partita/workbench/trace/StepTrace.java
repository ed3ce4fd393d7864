package dev.partita.workbench.trace;

import dev.partita.hardware.Cluster;
import dev.partita.history.TaskInterval;
import dev.partita.program.DeviceProgram;
import dev.partita.timeline.MemoryOverTime;
import dev.partita.timeline.Timeline;
import dev.partita.workbench.TaskIntervals;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One step as trace files show it.
 *
 * @param name what its devices are called after, such as {@code predicted}
 * @param memory by device; none where only the tasks are known
 */
public record StepTrace(String name, List<TaskInterval> tasks, List<Memory> memory) {
    public StepTrace {
        tasks = List.copyOf(tasks);
        memory = List.copyOf(memory);
    }

    /** How much a device holds from each of several moments on. */
    public record Memory(String device, List<Moment> moments) {
        public Memory {
            moments = List.copyOf(moments);
        }
    }

    /** Live bytes from a moment on. */
    public record Moment(double seconds, long liveBytes) {}

    public static StepTrace of(String name, Timeline timeline) {
        return new StepTrace(
                name,
                TaskIntervals.of(timeline),
                timeline.program().devices().stream()
                        .map(DeviceProgram::device)
                        .map(device -> memory(MemoryOverTime.of(timeline, device)))
                        .toList());
    }

    private static Memory memory(MemoryOverTime memory) {
        return new Memory(
                Cluster.deviceName(memory.device()),
                IntStream.range(0, memory.size())
                        .mapToObj(moment -> new Moment(memory.seconds(moment), memory.liveBytes(moment)))
                        .toList());
    }
}
