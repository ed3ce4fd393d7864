package dev.partita.cli;

import dev.partita.i18n.Messages;
import dev.partita.workbench.PlanCheck;

/** What a report is about, in one line. */
final class PlanTitle {
    private PlanTitle() {}

    static String of(Messages messages, PlanCheck check) {
        return messages.text(
                "check.title",
                check.plan().graph().name(),
                check.plan().cluster().name(),
                check.planName(),
                check.profile().name());
    }
}
