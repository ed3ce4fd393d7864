package dev.partita.ui;

import dev.partita.journal.ProjectFolder;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.settings.CalibrationStore;
import dev.partita.settings.SettingsFolder;
import dev.partita.settings.SettingsStore;
import dev.partita.template.Templates;
import dev.partita.text.Language;
import dev.partita.ui.command.Commands;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.Notices;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.look.Look;
import dev.partita.ui.task.Tasks;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.LocalRuntime;
import java.nio.file.Path;
import java.util.Optional;

/** A project as a feature of the window is given it. */
public final class SampleWorkspace {
    private SampleWorkspace() {}

    /** @param folder an empty one */
    public static Workspace of(Path folder, String template, String cluster) {
        Path project = folder.resolve("sample");
        ProjectFolder.create(
                        project,
                        NewProject.of("sample", Templates.named(template), ClusterSpec.of(cluster), Optional.empty()))
                .close();
        Texts texts = new Texts(Language.ENGLISH);
        Notices notices = new Notices();
        SettingsFolder settings = new SettingsFolder(folder.resolve("settings"));
        LocalRuntime runtime = new LocalRuntime(new CalibrationStore(settings, notices::warn));
        Document document = new Document(ProjectFolder.open(project), runtime, notices);
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
