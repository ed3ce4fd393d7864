package dev.partita.cli;

import dev.partita.i18n.Messages;
import dev.partita.journal.ProjectFolder;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.settings.CalibrationStore;
import dev.partita.text.Wording;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.WorkFailure;
import java.nio.file.Path;

/** What all commands share: the words, the global options, the two streams. */
final class Session {
    private final Surroundings surroundings;
    private final Messages messages;
    private final GlobalOptions options = new GlobalOptions();
    private boolean narrates;

    Session(Surroundings surroundings, Messages messages) {
        this.surroundings = surroundings;
        this.messages = messages;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Messages messages() {
        return messages;
    }

    GlobalOptions options() {
        return options;
    }

    String text(String key, Object... values) {
        return messages.text(key, values);
    }

    /** A sentence in this session's language. */
    String text(Wording wording) {
        return messages.text(wording);
    }

    /** Ends the command with a sentence of this session's language. */
    CommandFailure failure(int exitCode, String key, Object... values) {
        return new CommandFailure(exitCode, text(key, values));
    }

    /** Writes what a command found: its one JSON document, or lines for people. */
    void report(Report report) {
        if (options.json) {
            surroundings.out().println(JsonText.of(report));
        } else if (!options.quiet) {
            report.lines(messages).forEach(surroundings.out()::println);
        }
    }

    /** Writes a line for people while a command is still at work. */
    void line(String text) {
        if (!options.json && !options.quiet) {
            surroundings.out().println(text);
        }
    }

    /** Writes a sentence that is no error and no result. */
    void notice(String sentence) {
        if (!options.quiet) {
            surroundings.err().println(sentence);
        }
    }

    void notice(Wording sentence) {
        notice(text(sentence));
    }

    /** True where moving pictures make sense. */
    boolean animates() {
        return !options.json && !options.quiet && surroundings.terminal().getAsBoolean();
    }

    /** The end of something that goes on meanwhile. */
    interface Ending extends AutoCloseable {
        @Override
        void close();
    }

    /** From now on long work tells how it goes even into a pipe. */
    void narrate() {
        narrates = true;
    }

    /** True where lines of progress are wanted. */
    boolean narrates() {
        return narrates && !options.json && !options.quiet;
    }

    /** Opens a project and says what happened while opening. */
    ProjectFolder open(Path folder) {
        ProjectFolder opened = ProjectFolder.open(folder);
        opened.notices().forEach(this::notice);
        return opened;
    }

    /** This machine's devices, with what was measured of them kept among the user's settings. */
    LocalRuntime runtime() {
        return new LocalRuntime(new CalibrationStore(surroundings.settings(), this::notice));
    }

    /** Checks the plan that is meant, with measured times; on a terminal, says what takes so long. */
    PlanCheck check(Project project, LocalRuntime runtime) {
        String planName = planName(project);
        Plan plan = WorkFailure.ifInputIsBad(() -> project.resolve(planName));
        try (CalibrationProgress progress = new CalibrationProgress(this)) {
            runtime.calibrate(plan, progress);
        }
        try (Ending ignored = Busy.with(this, "check.busy")) {
            return PlanCheck.of(project, planName, runtime);
        }
    }

    /** The plan that is meant: that of {@code --plan}, else the project's active one. */
    String planName(Project project) {
        String name = options.plan.orElse(project.activePlan());
        WorkFailure.ifInputIsBad(() -> project.plan(name));
        return name;
    }
}
