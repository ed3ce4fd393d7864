package dev.partita.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The page of the documentation that lists every cell with what became of it, in Markdown. */
final class ExecutedPage {
    static final Path FILE = Path.of(System.getProperty("basedir", ".")).resolve("../docs/executed.md");
    private static final String NOTES = "Notes";
    private static final String INTRODUCTION = """
            # What is executed

            Made by `mvn -pl gpu-runtime -am test -Dtest=ExecutedCellsTest -Dsurefire.failIfNoSpecifiedTests=false
            -Dpartita.cells=write`; `-Dpartita.cells=all` runs every cell again and fails where this page is wrong, every
            build does so for a sample.

            Each cell was compiled and trained for two steps of three microbatches on virtual devices. A *number* says that
            it trained: all devices took part, each reserved exactly the bytes planned, and no loss differs from the run on
            one device by a larger share than this (allowed are 1e-4 in fp32 and 2e-2 in bf16). *Refused* is what the
            planner says it cannot do, *fails* what it should do but does not; the notes say why.

            Pipelines are cut evenly, every axis is of two ranks, `pipeline=2,data=2` is two stages on two devices each. The
            section on schedules has two devices and the chunks that each schedule takes, that on memory has `data=2`. Splits and
            schedules train with momentum at a constant rate of 0.05, where a gradient that is wrong by a tenth moves the
            next loss beyond the bound; all else with the optimizer of the template. Layers
            that cannot be divided over an axis, as images over `sequence`, are computed by all of its ranks.
            """;

    private ExecutedPage() {}

    static void write(Map<Cell.Place, CellResult> results) throws IOException {
        List<String> notes = new ArrayList<>();
        StringBuilder text = new StringBuilder(INTRODUCTION);
        results.keySet().stream()
                .map(Cell.Place::section)
                .distinct()
                .forEach(section -> section(section, results, notes, text));
        text.append("\n## ").append(NOTES).append("\n\n");
        for (int number = 1; number <= notes.size(); number++) {
            text.append(number).append(". ").append(notes.get(number - 1)).append('\n');
        }
        Files.writeString(FILE, text);
    }

    private static void section(
            String section, Map<Cell.Place, CellResult> results, List<String> notes, StringBuilder text) {
        Set<String> rows = new LinkedHashSet<>();
        Set<String> columns = new LinkedHashSet<>();
        results.keySet().stream()
                .filter(place -> place.section().equals(section))
                .forEach(place -> {
                    rows.add(place.row());
                    columns.add(place.column());
                });
        text.append("\n## ").append(section).append("\n\n");
        text.append(line(Stream.concat(Stream.of(""), columns.stream()).toList()));
        text.append("|---".repeat(columns.size() + 1)).append("|\n");
        for (String row : rows) {
            List<String> words = new ArrayList<>(List.of(row));
            for (String column : columns) {
                CellResult result = results.get(new Cell.Place(section, row, column));
                words.add(result == null ? "" : word(result, notes));
            }
            text.append(line(words));
        }
    }

    private static String line(List<String> words) {
        return "| " + String.join(" | ", words) + " |\n";
    }

    private static String word(CellResult result, List<String> notes) {
        return switch (result) {
            case CellResult.Trained(double difference) ->
                difference == 0 ? "0" : String.format(Locale.ROOT, "%.0e", difference);
            case CellResult.Refused(String sentence) -> "refused " + note(sentence, notes);
            case CellResult.Failed(String why) -> "fails " + note(why, notes);
        };
    }

    private static int note(String sentence, List<String> notes) {
        String oneLine = sentence.replace('\n', ' ');
        if (!notes.contains(oneLine)) {
            notes.add(oneLine);
        }
        return notes.indexOf(oneLine) + 1;
    }

    static Map<Cell.Place, CellResult> read() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        List<String> notes = lines.subList(lines.indexOf("## " + NOTES) + 1, lines.size()).stream()
                .filter(line -> !line.isEmpty())
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
        Map<Cell.Place, CellResult> results = new LinkedHashMap<>();
        String section = "";
        List<String> columns = List.of();
        for (String line : lines) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
                columns = List.of();
            } else if (line.startsWith("| ") && columns.isEmpty()) {
                columns = words(line);
            } else if (line.startsWith("| ")) {
                List<String> words = words(line);
                for (int column = 1; column < columns.size(); column++) {
                    Cell.Place place = new Cell.Place(section, words.getFirst(), columns.get(column));
                    results.put(place, result(words.get(column), notes));
                }
            }
        }
        return results;
    }

    private static List<String> words(String line) {
        return Arrays.stream(line.split("\\|", -1)).skip(1).map(String::strip).toList().reversed().stream()
                .skip(1)
                .toList()
                .reversed();
    }

    private static CellResult result(String word, List<String> notes) {
        String last = word.substring(word.indexOf(' ') + 1);
        if (word.startsWith("refused ")) {
            return new CellResult.Refused(notes.get(Integer.parseInt(last) - 1));
        }
        return word.startsWith("fails ")
                ? new CellResult.Failed(notes.get(Integer.parseInt(last) - 1))
                : new CellResult.Trained(Double.parseDouble(word));
    }
}
