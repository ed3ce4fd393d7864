package dev.partita.cli.terminal;

import java.util.List;

/** A bar of several parts, told apart by their characters and, where there are colours, by those too. */
public final class Bar {
    private static final String RESET = "\u001b[0m";

    private final int columns;
    private final boolean coloured;

    public Bar(int columns, boolean coloured) {
        this.columns = columns;
        this.coloured = coloured;
    }

    /**
     * One part.
     *
     * @param fraction of the whole bar
     * @param ansiColour a foreground colour's number, such as 32 for green
     */
    public record Part(double fraction, char character, int ansiColour) {}

    /** The parts one after the other; what they leave of the bar is dotted. */
    public String of(List<Part> parts) {
        StringBuilder bar = new StringBuilder();
        double sum = 0;
        int drawn = 0;
        for (Part part : parts) {
            sum += Double.isFinite(part.fraction()) ? Math.max(0, part.fraction()) : 0;
            int end = (int) Math.round(Math.min(1, sum) * columns);
            bar.append(painted(String.valueOf(part.character()).repeat(end - drawn), part.ansiColour()));
            drawn = end;
        }
        return bar.append("·".repeat(columns - drawn)).toString();
    }

    private String painted(String text, int ansiColour) {
        return coloured && !text.isEmpty() ? "\u001b[" + ansiColour + "m" + text + RESET : text;
    }
}
