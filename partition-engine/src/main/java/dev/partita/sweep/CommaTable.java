package dev.partita.sweep;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values as spreadsheets write them: a line of names, then one line a row; a cell with commas or quotes
 * is quoted. Rows keep their cells as written.
 */
public record CommaTable(List<String> header, List<List<String>> rows) {
    private static final int MAXIMUM_ROWS = 1_000_000;

    public CommaTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** @throws Refusal if there is no line of names, a row has another number of cells, or there are too many rows */
    public static CommaTable parse(String text) {
        List<List<String>> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .limit(MAXIMUM_ROWS + 2L)
                .map(CommaTable::cells)
                .toList();
        if (lines.isEmpty()) {
            throw new Refusal(Sentence.of("engine.sweep.empty"));
        }
        if (lines.size() > MAXIMUM_ROWS + 1) {
            throw new Refusal(Sentence.of("engine.sweep.long", MAXIMUM_ROWS));
        }
        List<String> header = lines.getFirst().stream().map(CommaTable::name).toList();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).size() != header.size()) {
                throw new Refusal(Sentence.of(
                        "engine.sweep.cells", i, header.size(), lines.get(i).size()));
            }
        }
        return new CommaTable(header, lines.subList(1, lines.size()));
    }

    /** The place of the first column that goes by one of these names, or -1. */
    public int column(List<String> names) {
        return names.stream()
                .mapToInt(header::indexOf)
                .filter(found -> found >= 0)
                .findFirst()
                .orElse(-1);
    }

    public int column(String name) {
        return header.indexOf(name);
    }

    public String text() {
        StringBuilder text = new StringBuilder(line(header));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CommaTable::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Without the mark that some programs put before the first name. */
    private static String name(String cell) {
        return cell.strip().replace("\uFEFF", "");
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
