package dev.partita.ui.measure;

import dev.partita.ui.measure.Samples.Cost;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How long the window takes to be there, in processes that know nothing. */
final class StartMeasurement {
    private static final int STARTS = 5;

    private StartMeasurement() {}

    static List<Samples> repeated() throws IOException, InterruptedException {
        List<Cost> costs = new ArrayList<>();
        String name = "";
        for (int i = 0; i < STARTS; i++) {
            for (Samples once : MeasuredProcess.run(Measurement.START)) {
                name = once.name();
                costs.addAll(once.costs());
            }
        }
        return List.of(new Samples(name, costs));
    }

    static void run(Path folder, Consumer<Samples> results) {
        OpenWindow.show(folder);
        Frames.await(() -> true);
        long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
        double seconds = (System.currentTimeMillis() - begun) / 1e3;
        results.accept(new Samples("welcome", List.of(new Cost(seconds, CoreTime.ofProcess()))));
    }
}
