package dev.partita.workbench;

import dev.partita.hardware.Clusters;
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
import java.util.Map;

/** Makes a project of a model file, with a report beside it. */
public record ModelImport(Project project, ImportReport report, Path reportFile) {
    private static final String REPORT = "import-report.txt";

    /**
     * Reads the model first: where that fails or is cancelled, no folder is made.
     *
     * @param stored the model's path as the project is to keep it
     * @throws WorkFailure if the file cannot be imported
     */
    public static ModelImport run(
            Path model,
            String stored,
            Path folder,
            Map<String, Long> dimensions,
            Language language,
            ImportObserver observer) {
        ModelFiles.Read read = WorkFailure.ifInputIsBad(() -> ModelFiles.read(model, stored, dimensions, observer));
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        Project project = WorkFailure.ifInputIsBad(() -> NewProject.imported(
                name,
                read.source(),
                ClusterSpec.of(Clusters.DEFAULT),
                read.model().samples()));
        ProjectFolder.create(folder, project).close();
        Path report = folder.resolve(REPORT);
        String text =
                String.join(System.lineSeparator(), read.model().report().lines(language)) + System.lineSeparator();
        AtomicFile.replace(FileBoundary.DISK, report, text.getBytes(StandardCharsets.UTF_8));
        return new ModelImport(project, read.model().report(), report);
    }
}
