package dev.partita.cli;

import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.journal.ProjectFolder;
import dev.partita.plan.Edit;
import dev.partita.plan.PlanDefinition;
import dev.partita.plan.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the plans of a project; what else can be done with them are commands after the folder. */
@Command(name = "plans")
final class PlansCommand implements Runnable {
    @Parameters(paramLabel = "DIR", descriptionKey = "dir")
    private Path folder = Path.of("");

    private final Session session;

    private PlansCommand(Session session) {
        this.session = session;
    }

    static CommandLine line(Session session) {
        PlansCommand plans = new PlansCommand(session);
        return new CommandLine(plans)
                .addSubcommand("new", new PlanEditing.New(session, plans))
                .addSubcommand("rename", new PlanEditing.Rename(session, plans))
                .addSubcommand("delete", new PlanEditing.Delete(session, plans))
                .addSubcommand("select", new PlanEditing.Select(session, plans))
                .addSubcommand("compare", new PlansCompareCommand(session, plans));
    }

    @Override
    public void run() {
        Project project = project();
        session.report(new Listing(project.plans().entrySet().stream()
                .map(plan -> Entry.of(plan.getKey(), plan.getValue(), project.activePlan()))
                .toList()));
    }

    Project project() {
        try (ProjectFolder opened = session.open(folder)) {
            return opened.project();
        }
    }

    Editing.Changed edit(BiFunction<Project, String, Edit> edit) {
        return Editing.edit(session, folder, edit);
    }

    record Entry(String name, boolean selected, int rules, long globalBatch, long microbatch, String schedule) {
        static Entry of(String name, PlanDefinition plan, String selected) {
            return new Entry(
                    name,
                    name.equals(selected),
                    plan.placement().rules().size(),
                    plan.training().globalBatch(),
                    plan.training().microbatch(),
                    plan.training().schedule().key());
        }
    }

    record Listing(List<Entry> plans) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            Table table = new Table(Stream.of("plan", "selected", "rules", "batch", "microbatch", "schedule")
                            .map(column -> messages.text("plans." + column))
                            .toList())
                    .left(1, 5);
            plans.forEach(plan -> table.row(List.of(
                    plan.name(),
                    plan.selected() ? "*" : "",
                    String.valueOf(plan.rules()),
                    String.valueOf(plan.globalBatch()),
                    String.valueOf(plan.microbatch()),
                    plan.schedule())));
            return table.lines();
        }
    }
}
