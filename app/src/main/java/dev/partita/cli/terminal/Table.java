package dev.partita.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Columns under headings; the first column is text, the others are aligned to the right unless told otherwise. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> leftAligned = new ArrayList<>(List.of(0));

    public Table(List<String> headings) {
        rows.add(List.copyOf(headings));
    }

    /** Aligns these columns, counted from 0, to the left. */
    public Table left(int... columns) {
        IntStream.of(columns).forEach(leftAligned::add);
        return this;
    }

    public void row(List<String> cells) {
        if (cells.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "A row of this table has " + rows.getFirst().size() + " cells, found " + cells.size() + ".");
        }
        rows.add(List.copyOf(cells));
    }

    /** The same cells with rows and columns exchanged: for a few things with many properties each. */
    public Table transposed() {
        Table turned = new Table(column(0));
        IntStream.range(1, rows.getFirst().size()).forEach(column -> turned.row(column(column)));
        return turned;
    }

    private List<String> column(int column) {
        return rows.stream().map(row -> row.get(column)).toList();
    }

    public List<String> lines() {
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column ->
                        column(column).stream().mapToInt(DisplayWidth::of).max().orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(column == 0 ? "" : GAP)
                    .append(
                            leftAligned.contains(column)
                                    ? DisplayWidth.padRight(cell, widths[column])
                                    : DisplayWidth.padLeft(cell, widths[column]));
        }
        return line.toString().stripTrailing();
    }
}
