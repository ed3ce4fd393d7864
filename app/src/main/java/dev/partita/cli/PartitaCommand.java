package dev.partita.cli;

import dev.partita.ui.window.Desktop;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code partita} without a command: opens the window, or says what there is where there is no screen. */
@Command(name = "partita", versionProvider = Version.class)
final class PartitaCommand implements Runnable {
    /** In the order of the help. */
    private static final Map<String, Function<Session, CommandLine>> COMMANDS = commands();

    @Mixin
    private final GlobalOptions options;

    private final Session session;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PartitaCommand(Session session) {
        this.session = session;
        this.options = session.options();
    }

    @Override
    public void run() {
        if (Desktop.hasDisplay(session.surroundings().environment())) {
            OpenCommand.openWindow(session, Optional.empty());
        } else {
            spec.commandLine().usage(session.surroundings().out());
        }
    }

    /** The whole command line, ready to parse. */
    static CommandLine line(Session session) {
        return line(session, List.of());
    }

    /**
     * As much of the command line as these arguments can mean: reading the annotations of one command instead of all
     * saves a third of the start.
     */
    static CommandLine line(Session session, List<String> arguments) {
        CommandLine line = new CommandLine(new PartitaCommand(session));
        boolean needsAll = Collections.disjoint(COMMANDS.keySet(), arguments);
        COMMANDS.forEach((name, command) -> {
            if (needsAll ? !arguments.equals(List.of("--version")) : arguments.contains(name)) {
                line.addSubcommand(name, command.apply(session));
            }
        });
        line.setExpandAtFiles(false);
        line.setResourceBundle(session.messages().bundle());
        line.setUsageHelpAutoWidth(false);
        return line;
    }

    private static Map<String, Function<Session, CommandLine>> commands() {
        Map<String, Function<Session, CommandLine>> commands = new LinkedHashMap<>();
        commands.put("demo", session -> new CommandLine(new DemoCommand(session)));
        commands.put("open", session -> new CommandLine(new OpenCommand(session)));
        commands.put("new", session -> new CommandLine(new NewCommand(session)));
        commands.put("import", session -> new CommandLine(new ImportCommand(session)));
        commands.put("templates", session -> new CommandLine(new TemplatesCommand(session)));
        commands.put("clusters", session -> new CommandLine(new ClustersCommand(session)));
        commands.put("devices", session -> new CommandLine(new DevicesCommand(session)));
        commands.put("place", session -> new CommandLine(new PlaceCommand(session)));
        commands.put("set", session -> new CommandLine(new SetCommand(session)));
        commands.put("undo", session -> new CommandLine(new UndoCommand(session)));
        commands.put("redo", session -> new CommandLine(new RedoCommand(session)));
        commands.put("check", session -> new CommandLine(new CheckCommand(session)));
        commands.put("simulate", session -> new CommandLine(new SimulateCommand(session)));
        commands.put("bill", session -> new CommandLine(new BillCommand(session)));
        commands.put("sweep", session -> new CommandLine(new SweepCommand(session)));
        commands.put("train", session -> new CommandLine(new TrainCommand(session)));
        commands.put("plans", PlansCommand::line);
        commands.put("runs", PartitaCommand::runs);
        commands.put("bench", session -> new CommandLine(new BenchCommand(session)));
        commands.put("accuracy", session -> new CommandLine(new AccuracyCommand(session)));
        commands.put("screenshot", session -> new CommandLine(new ScreenshotCommand(session)));
        return commands;
    }

    private static CommandLine runs(Session session) {
        RunsCommand runs = new RunsCommand(session);
        return new CommandLine(runs)
                .addSubcommand("diff", new RunsDiffCommand(session, runs))
                .addSubcommand("export", new RunsExportCommand(session, runs))
                .addSubcommand("note", new RunsNoteCommand(session, runs));
    }
}
