package dev.partita.ui.measure;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What can be measured of the window. */
public enum Measurement {
    /** From the start of the process to a painted window. */
    START(true, StartMeasurement::run),
    /** 10,000 boxes on the canvas, moved. */
    PAN(false, PanMeasurement::run),
    /** A model file of 10,000 nodes, from the file to its folded picture. */
    OPEN(true, OpenMeasurement::run),
    /** Cards of 1,024 devices, scrolled. */
    CARDS(false, CardsMeasurement::run),
    /** What it takes to watch a run. */
    LIVE(false, LiveMeasurement::run);

    /** What is measured: in an empty folder, results handed over as they are found. */
    interface Work {
        void run(Path folder, Consumer<Samples> results) throws Exception;
    }

    private final boolean fullSpeed;
    private final Work work;

    Measurement(boolean fullSpeed, Work work) {
        this.fullSpeed = fullSpeed;
        this.work = work;
    }

    /** Whether frames follow one another at once, not sixty times a second. */
    boolean fullSpeed() {
        return fullSpeed;
    }

    Work work() {
        return work;
    }

    /** Measures in a process of its own. */
    public List<Samples> measure() throws java.io.IOException, InterruptedException {
        return this == START ? StartMeasurement.repeated() : MeasuredProcess.run(this);
    }
}
