package dev.partita.ui.measure;

import dev.partita.ui.measure.Samples.Cost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.scene.control.TextField;

/** What the window takes of a core while a run is watched, second by second. */
final class LiveMeasurement {
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 30;

    private static final Map<String, Set<String>> THREADS = Map.of(
            "javafx", Set.of(CoreTime.JAVAFX),
            "renderer", Set.of(CoreTime.RENDERER),
            "together", Set.of(CoreTime.JAVAFX, CoreTime.RENDERER));

    private LiveMeasurement() {}

    static void run(Path folder, Consumer<Samples> results) throws InterruptedException {
        OpenWindow open = OpenWindow.show(folder);
        open.openAndSettle(CardsMeasurement.project(folder, "gpt-mini", "virtual:2"));
        Frames.onScreen(() -> open.window().showTab("training"));
        Frames.onScreen(() -> open.node(TextField.class, "training.steps").setText("100000"));
        Frames.onScreen(open.window()::trainOnceChecked);
        Thread.sleep(1000L * WARM_UP_SECONDS);
        watch().forEach(results);
    }

    private static List<Samples> watch() throws InterruptedException {
        Map<String, List<Cost>> costs = new TreeMap<>();
        for (int second = 0; second < SECONDS; second++) {
            long begun = System.nanoTime();
            Map<String, Double> before = coreSeconds();
            Thread.sleep(1000);
            double wallSeconds = (System.nanoTime() - begun) / 1e9;
            coreSeconds()
                    .forEach((name, after) -> costs.computeIfAbsent(name, any -> new ArrayList<>())
                            .add(new Cost(wallSeconds, after - before.getOrDefault(name, 0.0))));
        }
        return costs.entrySet().stream()
                .map(entry -> new Samples(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Double> coreSeconds() {
        Map<String, Double> seconds = new TreeMap<>();
        THREADS.forEach((name, threads) -> seconds.put(name, CoreTime.seconds(threads)));
        return seconds;
    }
}
