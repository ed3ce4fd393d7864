package dev.partita.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The part of the page that sets programs beside the sweep's model, row for row. */
final class CompiledSection {
    private static final List<String> WORDS = """
            ## Programs beside the sweep

            The same rows as the plans that a user would draw for them: the GPT template in bf16, a mesh of data and tensor
            ranks for every stage, each layer divided as Megatron does, 1F1B, recomputation as in the row, AdamW without
            clipping; compiled under the profile `megatron` and simulated, as `partita simulate` does. A row takes about
            30 ms. No constant was chosen with these predictions. What programs do that the sweep's model does not was
            decided with the fitted rows alone: zeroing all gradients and rounding all masters takes a few launches, like
            the optimizer's update.
            """.lines().toList();

    private static final List<String> DIFFERENCES = """

            Programs differ from the sweep's model in what they do:

            - Gradients of parameters are in fp32 and are summed over data ranks in fp32: twice the bytes of the sweep's
              fp16 sums.
            - A program sets gradients to zero and rounds fp32 masters to bf16 in every step; the sweep has the update alone.
            - The loss over a divided vocabulary is the program's: partial maxima and sums, each with an all-reduce of its
              own that waits as long as any other among tensor ranks. The sweep has the whole loss of V/t columns.
            - Between machines a program's collective takes the fastest of ring, tree and hierarchy, the sweep's the ring.
            - Every stage sums its gradients when its last backward is done, so that what is not on the first stage hides
              in the bubble; the sweep adds the largest stage's sum at the end.
            """.lines().toList();

    private CompiledSection() {}

    static List<String> of(AccuracyReport report) {
        List<String> lines = new ArrayList<>(WORDS);
        lines.add("");
        lines.add("| rows | part | n | not covered | mean error: sweep, programs | bias: sweep, programs"
                + " | max error: sweep, programs | pair order: sweep, programs | top pick loses: sweep, programs |");
        lines.add("|---|---|---|---|---|---|---|---|---|");
        for (AccuracyReport.Entry entry : report.entries()) {
            entry.compiled()
                    .ifPresent(runs -> runs.scores()
                            .ifPresent(scores -> lines.add(row(entry, runs, Scores.of(runs.segments()), scores))));
        }
        lines.addAll(DIFFERENCES);
        lines.add("");
        return lines;
    }

    private static String row(AccuracyReport.Entry entry, CompiledRuns runs, Scores sweep, Scores programs) {
        return "| " + entry.file().resource() + " | " + entry.part().name().toLowerCase(Locale.ROOT) + " | "
                + programs.rows() + " | " + runs.notCovered() + " | "
                + both("%.2f %%", sweep.meanError(), programs.meanError())
                + both("%+.2f %%", sweep.bias(), programs.bias())
                + both("%.2f %%", sweep.maximumError(), programs.maximumError())
                + both("%.2f %%", sweep.pairOrder(), programs.pairOrder())
                + both("%.2f %%", sweep.meanTopLoss(), programs.meanTopLoss()).stripTrailing();
    }

    private static String both(String format, double sweep, double programs) {
        return String.format(Locale.ROOT, format + ", " + format + " | ", 100 * sweep, 100 * programs);
    }
}
