package dev.partita.ui.training;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.command.ShellLine;
import dev.partita.ui.document.CommandTwins;
import dev.partita.ui.document.Document;
import java.util.List;
import javafx.beans.binding.Bindings;

/** What can be done with a run. */
final class TrainingCommands {
    static final String TRAIN = "run.train";
    static final String PAUSE = "run.pause";
    static final String RESUME = "run.resume";
    static final String STOP = "run.stop";
    static final String RESUME_LAST = "run.resume_last";

    /** The window's command that brings the tab to the front. */
    private static final String TAB = "window.tab_training";

    private TrainingCommands() {}

    /** The same run from a terminal. */
    private static ShellLine line(Document document, TrainForm form, boolean resume) {
        return CommandTwins.line(document, "train", form.words(resume));
    }

    static void add(Commands commands, Document document, TrainingSession session, TrainForm form) {
        var sound = Bindings.createBooleanBinding(() -> form.problem().get().isEmpty(), form.problem());
        commands.add(Command.of(TRAIN, MenuGroup.RUN, "F5", session.canStart().and(sound), () -> {
                    commands.find(TAB).ifPresent(Command::run);
                    session.start(form.settings(false));
                })
                .withTwin(() -> List.of(line(document, form, false))));
        commands.add(Command.of(
                        RESUME_LAST,
                        MenuGroup.RUN,
                        "Shift+F5",
                        session.canResumeLast().and(sound),
                        () -> {
                            commands.find(TAB).ifPresent(Command::run);
                            session.start(form.settings(true));
                        })
                .withTwin(() -> List.of(line(document, form, true))));
        commands.add(Command.of(PAUSE, MenuGroup.RUN, "F6", session.canPause(), session::pause));
        commands.add(Command.of(RESUME, MenuGroup.RUN, "Shift+F6", session.canResume(), session::resume));
        commands.add(Command.of(STOP, MenuGroup.RUN, "Shortcut+F5", session.canStop(), session::stop));
    }
}
