package dev.partita.cli;

import dev.partita.hardware.Clusters;
import dev.partita.i18n.Messages;
import dev.partita.journal.ProjectFolder;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Project;
import dev.partita.template.Template;
import dev.partita.template.Templates;
import dev.partita.workbench.DataPaths;
import dev.partita.workbench.WorkFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a project folder from a template. */
@Command(name = "new")
final class NewCommand implements Runnable {
    @Parameters(paramLabel = "DIR", descriptionKey = "new.dir")
    private Path folder = Path.of("");

    @Option(names = "--template", paramLabel = "NAME", required = true, descriptionKey = "new.template")
    private String template = "";

    @Option(names = "--cluster", paramLabel = "CLUSTER", descriptionKey = "new.cluster")
    private String cluster = Clusters.DEFAULT;

    @Option(names = "--data", paramLabel = "PATH", descriptionKey = "new.data")
    private Optional<Path> data = Optional.empty();

    private final Session session;

    NewCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Template chosen = WorkFailure.ifInputIsBad(() -> Templates.named(template));
        Project project = WorkFailure.ifInputIsBad(() -> NewProject.of(
                name(), chosen, ClusterSpec.of(cluster), data.map(path -> DataPaths.stored(folder, path))));
        try (ProjectFolder created = ProjectFolder.create(folder, project)) {
            created.notices().forEach(session::notice);
        }
        session.report(new Created(
                folder.toString(),
                chosen.name(),
                cluster,
                project.activePlan(),
                chosen.publishedParameters(),
                chosen.trains()));
    }

    private String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    record Created(String folder, String template, String cluster, String plan, long parameters, boolean trains)
            implements Report {
        @Override
        public List<String> lines(Messages messages) {
            return List.of(
                    messages.text("new.created", folder, template, cluster),
                    messages.text(trains ? "new.next.train" : "new.next.check", folder));
        }
    }
}
