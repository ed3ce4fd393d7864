package dev.partita.ui;

import dev.partita.journal.ProjectFolder;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Edit;
import dev.partita.plan.NewProject;
import dev.partita.plan.Project;
import dev.partita.plan.SetKeys;
import dev.partita.template.Templates;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Notices;
import dev.partita.workbench.LocalRuntime;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testfx.api.FxToolkit;

/** An open gpt-mini on two virtual devices whose steps take a moment. */
public record ProjectFixture(Document document, LocalRuntime runtime, Notices notices) implements AutoCloseable {
    public static ProjectFixture small(Path folder) throws Exception {
        FxToolkit.registerPrimaryStage();
        LocalRuntime runtime = NoKernels.runtime();
        Notices notices = new Notices();
        Document document = new Document(ProjectFolder.create(folder, project()), runtime, notices);
        return new ProjectFixture(document, runtime, notices);
    }

    private static Project project() {
        Project usual =
                NewProject.of("mini", Templates.named("gpt-mini"), ClusterSpec.of("virtual:2"), Optional.empty());
        return Edit.apply(usual, SetKeys.edit(usual, "A", List.of("training.global_batch=2", "training.microbatch=1")));
    }

    @Override
    public void close() {
        document.close();
        runtime.close();
    }
}
