package dev.partita.graph;

/** One output of one layer. */
public record Port(String layer, int output) {
    public static Port of(String layer) {
        return new Port(layer, 0);
    }

    @Override
    public String toString() {
        return output == 0 ? layer : layer + ":" + output;
    }
}
