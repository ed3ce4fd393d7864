package dev.partita.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code partita} without a command: says what there is. */
@Command(name = "partita", versionProvider = Version.class)
final class PartitaCommand implements Runnable {
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
        spec.commandLine().usage(session.surroundings().out());
    }

    /** The whole command line, ready to parse. */
    static CommandLine line(Session session) {
        CommandLine line = new CommandLine(new PartitaCommand(session));
        line.addSubcommand("new", new NewCommand(session));
        line.addSubcommand("templates", new TemplatesCommand(session));
        line.addSubcommand("clusters", new ClustersCommand(session));
        line.addSubcommand("place", new PlaceCommand(session));
        line.addSubcommand("set", new SetCommand(session));
        line.addSubcommand("undo", new UndoCommand(session));
        line.addSubcommand("redo", new RedoCommand(session));
        line.setExpandAtFiles(false);
        line.setResourceBundle(session.messages().bundle());
        line.setUsageHelpAutoWidth(false);
        return line;
    }
}
