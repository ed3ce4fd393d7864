package dev.partita.ui.runs;

import dev.partita.history.Run;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words that a run must all have: in its number, plan, status, note, tags, or in what it was told, where {@code seed=7}
 * or {@code microbatch=4} finds the value of a setting.
 */
record RunFilter(List<String> words) {
    static RunFilter of(String typed) {
        return new RunFilter(Stream.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList());
    }

    /** @param status as people read it */
    boolean shows(Run run, String status) {
        String said = String.join(
                        "\n",
                        "run " + run.id(),
                        "#" + run.id(),
                        run.plan(),
                        status,
                        run.status().key(),
                        run.note().text(),
                        String.join("\n", run.note().tags()))
                .toLowerCase(Locale.ROOT);
        String told = run.configuration().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
        return words.stream()
                .allMatch(word -> said.contains(word) || word.contains("=") && told.contains(setting(word)));
    }

    /** A value that was typed whole is meant whole: {@code seed=1} is not {@code seed=17}. */
    private static String setting(String word) {
        return word + "\n";
    }
}
