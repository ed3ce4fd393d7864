package dev.partita.cli;

import dev.partita.checkpoint.InvalidCheckpoint;
import dev.partita.data.InvalidData;
import dev.partita.device.OutOfDeviceMemory;
import dev.partita.loop.CheckpointMismatch;
import dev.partita.project.ProjectFailure;
import dev.partita.workbench.WorkFailure;
import java.nio.file.Path;
import picocli.CommandLine.ParameterException;

/** Turns whatever ended a command into one sentence and an exit code. */
final class Failures {
    private static final String LOG = "errors.log";

    private final Session session;

    Failures(Session session) {
        this.session = session;
    }

    /** Says what went wrong and returns the exit code. */
    int report(Throwable problem) {
        return switch (problem) {
            case CommandFailure failure -> say(failure.exitCode(), session.text(failure.sentence()));
            case WorkFailure failure -> say(exitCode(failure.kind()), session.text(failure.sentence()));
            case ProjectFailure failure -> say(ExitCode.INPUT, session.text(failure.sentence()));
            case InvalidData data -> say(ExitCode.INPUT, session.text(data.sentence()));
            case InvalidCheckpoint file -> say(ExitCode.INPUT, session.text(file.sentence()));
            case CheckpointMismatch file -> say(ExitCode.INPUT, session.text(file.sentence()));
            case OutOfDeviceMemory full -> say(ExitCode.RUN, session.text(full.sentence()));
            case ParameterException usage -> say(ExitCode.INPUT, new UsageErrors(session).sentence(usage));
            case OutOfMemoryError _ -> say(ExitCode.RUN, session.text("failure.memory", heapMebibytes()));
            default -> unexpected(new UnexpectedFailure(problem));
        };
    }

    private static int exitCode(WorkFailure.Kind kind) {
        return switch (kind) {
            case PLAN -> ExitCode.PLAN;
            case INPUT -> ExitCode.INPUT;
            case RUN -> ExitCode.RUN;
        };
    }

    private int unexpected(UnexpectedFailure failure) {
        Path log = session.surroundings().settings().path().resolve(LOG);
        return say(
                ExitCode.RUN,
                failure.logTo(log)
                        ? session.text("failure.unexpected", failure.code(), log)
                        : session.text("failure.unexpected.unlogged", failure.code()));
    }

    private int say(int exitCode, String sentence) {
        session.surroundings().err().println(sentence.replaceAll("\\R+", " "));
        return exitCode;
    }

    private static String heapMebibytes() {
        return String.valueOf(Runtime.getRuntime().maxMemory() >> 20);
    }
}
