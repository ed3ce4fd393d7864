package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.quantity.Human;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.Figures;
import dev.partita.workbench.RunDifferences;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/** One run in full, or of several only where they differ: what they were told apart from what came of it. */
final class RunDetails {
    private static final String PEAK = " measured_peak_bytes";
    private static final Set<String> KNOWN =
            Set.of("measured_step_seconds", "samples_per_second", "tokens_per_second", "first_loss", "last_loss");

    /** Hashes and long paths are cut here; the pointer shows the whole. */
    private static final double LONGEST_VALUE = 260;

    private final Texts texts;
    private final GridPane grid = new GridPane();
    private int row;

    RunDetails(Texts texts, List<Run> runs) {
        this.texts = texts;
        grid.getStyleClass().add("runs-details");
        RunDifferences shown = runs.size() == 1 ? whole(runs.getFirst()) : RunDifferences.of(runs);
        heading("runs.diff.results", runs, shown.results().isEmpty());
        shown.results()
                .forEach(line -> add(
                        "runs-value",
                        figure(line.key()),
                        line.values().stream()
                                .map(value -> value.map(number -> written(line.key(), number)))
                                .toList()));
        heading("runs.diff.configuration", runs, shown.configuration().isEmpty());
        shown.configuration().forEach(line -> add("runs-value", line.key(), line.values()));
    }

    Node view() {
        return grid;
    }

    private static RunDifferences whole(Run run) {
        return new RunDifferences(
                run.configuration().entrySet().stream()
                        .filter(entry -> !entry.getValue().equals("null"))
                        .map(entry -> new RunDifferences.Line<>(entry.getKey(), List.of(Optional.of(entry.getValue()))))
                        .toList(),
                run.results().entrySet().stream()
                        .map(entry -> new RunDifferences.Line<>(entry.getKey(), List.of(Optional.of(entry.getValue()))))
                        .toList());
    }

    private void heading(String key, List<Run> runs, boolean same) {
        add(
                "runs-heading",
                texts.now(key),
                same
                        ? List.of(Optional.of(texts.now(runs.size() == 1 ? "runs.tab.nothing" : "runs.tab.same")))
                        : runs.stream()
                                .map(run -> Optional.of(texts.now("runs.tab.run", run.id())))
                                .toList());
    }

    private String figure(String key) {
        if (key.endsWith(PEAK)) {
            return texts.now("train.peak", key.substring(0, key.length() - PEAK.length()));
        }
        return KNOWN.contains(key) ? texts.now("runs.result." + key) : key;
    }

    private static String written(String key, double value) {
        if (key.endsWith("_bytes")) {
            return Human.bytes(Math.round(value));
        }
        if (key.endsWith("_per_second")) {
            return Figures.rate(value);
        }
        return key.endsWith("_seconds") ? Human.seconds(value) : Figures.loss(value);
    }

    private void add(String styleClass, String name, List<Optional<String>> values) {
        List<String> cells = Stream.concat(Stream.of(name), values.stream().map(value -> value.orElse("-")))
                .toList();
        for (int column = 0; column < cells.size(); column++) {
            Label label = new Label(cells.get(column));
            label.getStyleClass().add(column == 0 && styleClass.equals("runs-value") ? "runs-key" : styleClass);
            label.setMaxWidth(LONGEST_VALUE);
            if (cells.get(column).length() > 40) {
                label.setTooltip(new javafx.scene.control.Tooltip(cells.get(column)));
            }
            grid.add(label, column, row);
        }
        row++;
    }
}
