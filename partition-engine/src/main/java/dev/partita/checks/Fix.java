package dev.partita.checks;

import dev.partita.plan.Edit;
import dev.partita.text.Sentence;

/**
 * An edit that helps. It need not cure: the effect, found by compiling and simulating the edited plan, says what remains.
 *
 * @param action what to do, as an imperative without a full stop
 */
public record Fix(Sentence action, Edit edit, Effect effect) {
    /** The action with its effect, for people. */
    public Sentence description() {
        return Sentence.of("engine.check.fix", action, effect.wording());
    }
}
