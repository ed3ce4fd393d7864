package dev.partita.ui.measure;

import dev.partita.imports.ImportObserver;
import dev.partita.plan.ClusterSpec;
import dev.partita.text.Language;
import dev.partita.ui.measure.Samples.Cost;
import dev.partita.workbench.ModelImport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A model file of 10,000 nodes on its way into the window: the import, then opening what it made until the folded graph
 * is painted. The first time in a process whose window stands is told apart.
 */
final class OpenMeasurement {
    private static final int NODES = 10_000;
    private static final int WARM = 7;

    private OpenMeasurement() {}

    static void run(Path folder, Consumer<Samples> results) throws IOException {
        OpenWindow open = OpenWindow.show(folder);
        Frames.await(() -> true);
        measure(open, "blocks", ManyNodes.inBlocks(folder.resolve("blocks.onnx"), NODES), results);
        measure(open, "flat", ManyNodes.flat(folder.resolve("flat.onnx"), NODES), results);
    }

    private static void measure(OpenWindow open, String name, Path model, Consumer<Samples> results) {
        List<Cost> imports = new ArrayList<>();
        List<Cost> drawings = new ArrayList<>();
        for (int i = 0; i <= WARM; i++) {
            Path project = model.resolveSibling(name + "-" + i);
            var request = new ModelImport.Request(model, project, ClusterSpec.of("a100-80g-sxm:1x8"), Map.of());
            imports.add(cost(() -> ModelImport.run(request, Language.ENGLISH, ImportObserver.NOBODY)));
            drawings.add(cost(() -> {
                Frames.onScreen(() -> open.window().open(project));
                Frames.await(() -> open.drawn(project));
            }));
            Frames.await(() -> !open.window().settling());
        }
        results.accept(new Samples(name + ".import.first", imports.subList(0, 1)));
        results.accept(new Samples(name + ".import", imports.subList(1, imports.size())));
        results.accept(new Samples(name + ".drawing.first", drawings.subList(0, 1)));
        results.accept(new Samples(name + ".drawing", drawings.subList(1, drawings.size())));
    }

    private static Cost cost(Runnable work) {
        long begun = System.nanoTime();
        double coreSeconds = CoreTime.ofProcess();
        work.run();
        return new Cost((System.nanoTime() - begun) / 1e9, CoreTime.ofProcess() - coreSeconds);
    }
}
