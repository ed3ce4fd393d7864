package dev.partita.ui.timeline;

import dev.partita.history.TaskInterval;
import dev.partita.i18n.Messages;
import dev.partita.project.DiskProblem;
import dev.partita.timeline.Timeline;
import dev.partita.ui.chart.Picture;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.trace.ExportFormat;
import dev.partita.workbench.trace.StepTrace;
import dev.partita.workbench.trace.TorchTrace;
import dev.partita.workbench.trace.TraceFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.concurrent.Task;
import javafx.scene.Node;
import javafx.stage.FileChooser;

/** The timeline as files: a picture, or a trace for chrome://tracing and Perfetto. */
final class TimelineFiles {
    private final Workspace workspace;
    private final TimelineModel model;
    private final Node picture;

    TimelineFiles(Workspace workspace, TimelineModel model, Node picture) {
        this.workspace = workspace;
        this.model = model;
        this.picture = picture;
    }

    void askForPicture() {
        ask("timeline.png", "*.png").ifPresent(this::savePicture);
    }

    void askForTrace() {
        askForTrace(ExportFormat.CHROME);
    }

    void askForPerfetto() {
        askForTrace(ExportFormat.PERFETTO);
    }

    private void askForTrace(ExportFormat format) {
        ask("timeline." + format.extension(), "*." + format.extension()).ifPresent(this::saveTrace);
    }

    void askToOpen() {
        FileChooser chooser = new FileChooser();
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("*.json", "*.json"));
        Optional.ofNullable(chooser.showOpenDialog(picture.getScene().getWindow()))
                .map(File::toPath)
                .ifPresent(this::open);
    }

    /** Shows a step that PyTorch's profiler recorded beside the predicted one. */
    void open(Path file) {
        Task<List<TaskInterval>> task = new Task<>() {
            @Override
            protected List<TaskInterval> call() {
                updateTitle(workspace.texts().now("open.opening", file.getFileName()));
                return TorchTrace.read(file);
            }

            @Override
            protected void succeeded() {
                String name = String.valueOf(file.getFileName());
                model.show(new TimelineModel.OpenedTrace(name, getValue()));
                workspace.notices().tell(Messages.wording("timeline.opened", name));
            }
        };
        workspace.tasks().start(task);
    }

    private Optional<Path> ask(String name, String pattern) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(workspace.document().project().get().name() + "-" + name);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(pattern, pattern));
        return Optional.ofNullable(chooser.showSaveDialog(picture.getScene().getWindow()))
                .map(File::toPath);
    }

    void savePicture(Path file) {
        Picture shown = Picture.of(picture, workspace.look().tokens().get().colour("panel"));
        save(file, () -> shown.write(file));
    }

    void saveTrace(Path file) {
        Optional<Timeline> predicted = model.predicted().get().flatMap(ShownStep::timeline);
        Optional<Timeline> measured = model.measured().get().flatMap(ShownStep::timeline);
        save(
                file,
                () -> TraceFiles.write(
                        file,
                        Stream.concat(step("predicted", predicted), step("measured", measured))
                                .toList()));
    }

    private static Stream<StepTrace> step(String name, Optional<Timeline> shown) {
        return shown.stream().map(timeline -> StepTrace.of(name, timeline));
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    private void save(Path file, Writing writing) {
        Task<Void> task = new Task<>() {
            @Override
            protected Void call() {
                try {
                    writing.write();
                    return null;
                } catch (IOException problem) {
                    throw DiskProblem.whileWriting(file, problem);
                }
            }

            @Override
            protected void succeeded() {
                workspace.notices().tell(Messages.wording("timeline.saved", file));
            }
        };
        workspace.tasks().start(task);
    }
}
