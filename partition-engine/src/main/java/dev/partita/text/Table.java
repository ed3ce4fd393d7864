package dev.partita.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small table among the program's resources: lines that start with {@code #} state where the figures come from, the
 * first other line names the columns, cells are separated by commas and never quoted.
 */
public record Table(List<Row> rows) {
    public Table {
        rows = List.copyOf(rows);
    }

    /** One line by column name. */
    public record Row(Map<String, String> cells) {
        public Row {
            cells = Map.copyOf(cells);
        }

        public String text(String column) {
            String found = cells.get(column);
            if (found == null) {
                throw new IllegalArgumentException(
                        "The table has the columns " + cells.keySet() + ", found no column \"" + column + "\".");
            }
            return found;
        }

        public boolean has(String column) {
            return !text(column).isEmpty();
        }

        public long integer(String column) {
            return Long.parseLong(text(column));
        }

        public double number(String column) {
            return Double.parseDouble(text(column));
        }
    }

    /** Reads a resource that lies beside a class. */
    public static Table beside(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its resource " + resource + "; install it again.");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + resource + " cannot be read; install again.", e);
        }
    }

    static Table parse(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        String[] columns = lines.getFirst().split(",", -1);
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            rows.add(row(columns, line));
        }
        return new Table(rows);
    }

    private static Row row(String[] columns, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != columns.length) {
            throw new IllegalArgumentException(
                    "A row has " + columns.length + " cells, found " + cells.length + " in \"" + line + "\".");
        }
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            byColumn.put(columns[i], cells[i].strip());
        }
        return new Row(byColumn);
    }
}
