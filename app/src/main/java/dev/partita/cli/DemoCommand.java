package dev.partita.cli;

import dev.partita.journal.ProjectFolder;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Project;
import dev.partita.project.DiskProblem;
import dev.partita.template.Templates;
import dev.partita.ui.window.Desktop;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.TrainSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** Everything once, in a minute: a sample project, its check, its prediction, its training. */
@Command(name = "demo")
final class DemoCommand implements Runnable {
    private static final String TEMPLATE = "gpt-mini";
    private static final String CLUSTER = "virtual:2";
    private static final long STEPS = 200;

    private final Session session;
    private final Supplier<Path> place;
    private final long steps;

    DemoCommand(Session session) {
        this(session, DemoCommand::temporaryFolder, STEPS);
    }

    /** @param place makes the folder that the sample project goes into */
    DemoCommand(Session session, Supplier<Path> place, long steps) {
        this.session = session;
        this.place = place;
        this.steps = steps;
    }

    @Override
    public void run() {
        Path folder = place.get();
        makeSampleProject(folder);
        if (!session.options().json
                && Desktop.hasDisplay(session.surroundings().environment())
                && Desktop.demonstrate(folder)) {
            return;
        }
        session.line(session.text("demo.project", folder, TEMPLATE, CLUSTER));
        session.line("");
        if (!session.options().json) {
            predict(folder);
        }
        session.line(session.text("demo.train", steps));
        session.line("");
        session.narrate();
        TrainOutput trained = Training.run(session, folder, TrainSettings.ofSteps(steps), Optional.empty());
        session.line("");
        session.report(trained);
        session.line(session.text("demo.next", folder));
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("partita-demo-");
        } catch (IOException e) {
            throw DiskProblem.whileWriting(Path.of(System.getProperty("java.io.tmpdir", "")), e);
        }
    }

    private static void makeSampleProject(Path folder) {
        Project project = NewProject.of(TEMPLATE, Templates.named(TEMPLATE), ClusterSpec.of(CLUSTER), Optional.empty());
        ProjectFolder.create(folder, project).close();
    }

    private void predict(Path folder) {
        try (ProjectFolder opened = session.open(folder);
                LocalRuntime runtime = session.runtime()) {
            PlanCheck check = session.check(opened.project(), runtime);
            session.report(CheckOutput.of(session.messages(), check));
            session.line("");
            check.report()
                    .simulation()
                    .ifPresent(simulation -> session.report(SimulateOutput.of(session.messages(), check, simulation)));
            session.line("");
        }
    }
}
