package dev.partita.ui.measure;

import dev.partita.journal.ProjectFolder;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.template.Templates;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;

/** The list of devices of a large cluster on its way past. */
final class CardsMeasurement {
    private static final double PIXELS = 40;

    private CardsMeasurement() {}

    static void run(Path folder, Consumer<Samples> results) {
        Path project = project(folder, "gpt3-175b", "a100-80g-sxm:128x8");
        OpenWindow open = OpenWindow.show(folder);
        open.openAndSettle(project);
        VirtualFlow<?> cards = open.node(ListView.class, "devices.list").lookupAll(".virtual-flow").stream()
                .map(found -> (VirtualFlow<?>) found)
                .findFirst()
                .orElseThrow();
        results.accept(Frames.measure("cards", () -> cards.scrollPixels(PIXELS)));
    }

    static Path project(Path folder, String template, String cluster) {
        Path project = folder.resolve(template);
        ProjectFolder.create(
                        project,
                        NewProject.of(template, Templates.named(template), ClusterSpec.of(cluster), Optional.empty()))
                .close();
        return project;
    }
}
