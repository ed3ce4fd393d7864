package dev.partita.checks;

import dev.partita.text.Sentence;
import dev.partita.text.Wording;
import java.util.List;

/**
 * Something to know about a plan.
 *
 * @param where a device, a link ({@code gpu:0 -> gpu:1}), layers or a rule
 * @param message one sentence with the inequality and its numbers
 * @param fixes what helps, the most helpful first
 */
public record Diagnostic(Code code, Severity severity, Wording where, Sentence message, List<Fix> fixes) {
    public Diagnostic {
        fixes = List.copyOf(fixes);
    }
}
