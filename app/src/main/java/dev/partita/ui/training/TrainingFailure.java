package dev.partita.ui.training;

import dev.partita.i18n.Messages;
import dev.partita.text.Wording;
import dev.partita.ui.document.Notices;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Why a run ended early.
 *
 * @param details for the clipboard
 */
record TrainingFailure(Wording sentence, String details) {
    static TrainingFailure of(Throwable problem) {
        StringWriter trace = new StringWriter();
        problem.printStackTrace(new PrintWriter(trace));
        return new TrainingFailure(
                problem instanceof OutOfMemoryError
                        ? Messages.wording(
                                "failure.memory", Runtime.getRuntime().maxMemory() >> 20)
                        : Notices.sentence(problem),
                trace.toString());
    }
}
