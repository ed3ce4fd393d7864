package dev.partita.workbench;

import dev.partita.imports.ImportObserver;
import dev.partita.imports.ImportReport;
import dev.partita.journal.ProjectFolder;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Project;
import dev.partita.project.AtomicFile;
import dev.partita.project.FileBoundary;
import dev.partita.project.ModelFiles;
import dev.partita.text.Language;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes a project of a model file, with a report beside it. */
public record ModelImport(Project project, ImportReport report, Path reportFile) {
    private static final String REPORT = "import-report.txt";

    /**
     * What is asked for.
     *
     * @param folder the folder to make; it must not hold a project
     * @param dimensions sizes for what the file leaves open
     */
    public record Request(Path model, Path folder, ClusterSpec cluster, Map<String, Long> dimensions) {}

    /**
     * The sizes that the file leaves to the user; the sample axis is not among them.
     *
     * @throws WorkFailure if the file cannot be imported
     */
    public static List<ModelFiles.OpenSize> openSizes(Path model, ImportObserver observer) {
        return WorkFailure.ifInputIsBad(() -> ModelFiles.openSizes(model, observer));
    }

    /**
     * Reads the model first: where that fails or is cancelled, no folder is made.
     *
     * @throws WorkFailure if the file cannot be imported
     */
    public static ModelImport run(Request request, Language language, ImportObserver observer) {
        Path folder = request.folder();
        String stored = DataPaths.stored(folder, request.model());
        ModelFiles.Read read = WorkFailure.ifInputIsBad(
                () -> ModelFiles.read(request.model(), stored, request.dimensions(), observer));
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        Project project = WorkFailure.ifInputIsBad(() -> NewProject.imported(
                name, read.source(), request.cluster(), read.model().samples()));
        observer.check();
        try (FirstWeights weights = FirstWeights.of(request.model(), read.model())) {
            ProjectFolder.create(folder, project).close();
            weights.write(folder);
            ImportReport report = weights.reported(read.model().report());
            Path file = folder.resolve(REPORT);
            String text = String.join(System.lineSeparator(), report.lines(language)) + System.lineSeparator();
            AtomicFile.replace(FileBoundary.DISK, file, text.getBytes(StandardCharsets.UTF_8));
            return new ModelImport(project, report, file);
        }
    }
}
