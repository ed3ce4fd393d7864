package dev.partita.ui.measure;

import dev.partita.imports.ImportObserver;
import dev.partita.journal.ProjectFolder;
import dev.partita.plan.ClusterSpec;
import dev.partita.settings.CalibrationStore;
import dev.partita.settings.SettingsFolder;
import dev.partita.settings.SettingsStore;
import dev.partita.text.Language;
import dev.partita.ui.command.Commands;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.Notices;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.WholeGraph;
import dev.partita.ui.graph.fold.LayeredLayout;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.look.Look;
import dev.partita.ui.task.Tasks;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.ModelImport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** 10,000 layers, all of them boxes of their own, moved over a canvas of 1,000 x 1,000 pixels. */
final class PanMeasurement {
    private static final int LAYERS = 10_000;
    private static final double SIDE = 1000;
    private static final double CROWDED = 0.06;
    private static final double MIDDLE = 0.23;
    private static final double NEAR = 1;

    /** To and fro, so that all of it stays in view. */
    private static final double PIXELS = 5;

    private static final int ONE_WAY = 20;

    private PanMeasurement() {}

    static void run(Path folder, Consumer<Samples> results) throws Exception {
        Path project = folder.resolve("flat");
        Path model = ManyNodes.flat(folder.resolve("flat.onnx"), LAYERS);
        ModelImport.run(
                new ModelImport.Request(model, project, ClusterSpec.of("a100-80g-sxm:1x8"), Map.of()),
                Language.ENGLISH,
                ImportObserver.NOBODY);
        WholeGraph graph = open(folder, project);
        Frames.await(graph::drawn);
        Picture picture = unfolded(graph);
        Frames.onScreen(() -> graph.show(picture));
        pan(graph, "far", graph::lookAtAll, results);
        pan(graph, "crowded", () -> graph.look(CROWDED), results);
        pan(graph, "middle", () -> graph.look(MIDDLE), results);
        pan(graph, "near", () -> graph.look(NEAR), results);
    }

    private static void pan(WholeGraph graph, String name, Runnable look, Consumer<Samples> results) {
        Frames.onScreen(look);
        int[] frame = new int[1];
        results.accept(Frames.measure(name, () -> {
            double way = frame[0]++ % (2 * ONE_WAY) < ONE_WAY ? PIXELS : -PIXELS;
            graph.pan(way, way / 2);
        }));
    }

    private static Picture unfolded(WholeGraph graph) {
        CompletableFuture<Picture> picture = new CompletableFuture<>();
        new Thread(null, () -> picture.complete(graph.unfolded()), "layout", LayeredLayout.STACK_BYTES).start();
        return picture.join();
    }

    private static WholeGraph open(Path folder, Path project) {
        AtomicReference<WholeGraph> made = new AtomicReference<>();
        Frames.onScreen(() -> {
            Workspace workspace = workspace(folder, project);
            WholeGraph graph = new WholeGraph(workspace);
            Scene scene = new Scene(new StackPane(graph.view()), SIDE, SIDE);
            workspace.look().dress(scene);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            made.set(graph);
        });
        return Objects.requireNonNull(made.get());
    }

    private static Workspace workspace(Path folder, Path project) {
        Notices notices = new Notices();
        SettingsFolder settings = new SettingsFolder(folder.resolve("settings"));
        LocalRuntime runtime = new LocalRuntime(new CalibrationStore(settings, notices::warn));
        Document document = new Document(ProjectFolder.open(project), runtime, notices);
        Texts texts = new Texts(Language.ENGLISH);
        return new Workspace(
                texts,
                new Look(),
                new Commands(texts),
                new Tasks(),
                runtime,
                new SettingsStore(settings, notices::warn),
                notices,
                document,
                new LayerDrag(document));
    }
}
