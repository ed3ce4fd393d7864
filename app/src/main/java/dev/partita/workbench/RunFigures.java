package dev.partita.workbench;

import dev.partita.executor.StepRecord;
import dev.partita.hardware.Cluster;
import dev.partita.history.Metric;
import dev.partita.history.RunStore;
import dev.partita.loop.StepReport;
import dev.partita.program.Program;
import dev.partita.timeline.DeviceUse;
import dev.partita.timeline.StepMetrics;
import java.util.ArrayList;
import java.util.List;

/** The figures that a run keeps of each step, by name. */
public final class RunFigures {
    public static final String LEARNING_RATE = "learning_rate";
    public static final String STEP_SECONDS = "step_seconds";

    /** Behind the name of a device. */
    public static final String BUSY = " busy_fraction";

    /** Behind the name of a device. */
    public static final String COMMUNICATION = " communication_fraction";

    /** With more devices, what each of them did would be most of the database. */
    private static final int MOST_DEVICES = 16;

    private RunFigures() {}

    static List<Metric> of(Program program, StepReport report) {
        List<Metric> figures = new ArrayList<>();
        long step = report.step();
        figures.add(new Metric(step, RunStore.LOSS, report.loss()));
        figures.add(new Metric(step, LEARNING_RATE, report.learningRate()));
        figures.add(new Metric(step, STEP_SECONDS, report.record().seconds()));
        if (program.devices().size() <= MOST_DEVICES) {
            for (DeviceUse use : uses(program, report.record())) {
                String device = Cluster.deviceName(use.device());
                figures.add(new Metric(step, device + BUSY, use.busyFraction()));
                figures.add(new Metric(step, device + COMMUNICATION, use.communicationFraction()));
            }
        }
        return figures;
    }

    private static List<DeviceUse> uses(Program program, StepRecord record) {
        return StepMetrics.of(MeasuredStep.timeline(program, record)).devices();
    }
}
