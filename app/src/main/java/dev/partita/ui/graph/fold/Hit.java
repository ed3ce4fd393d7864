package dev.partita.ui.graph.fold;

/** What lies under a point of the canvas. */
public sealed interface Hit {
    /** Nothing. */
    record Background() implements Hit {}

    /** A card, or the header of a frame. */
    record OnBox(Box box) implements Hit {}

    /** The mark that folds or unfolds a box. */
    record OnFold(Box box) implements Hit {}

    /** A piece of a box's strip: of a run, one block. */
    record OnStrip(Box box, int cell) implements Hit {}

    /** Where a wire enters or leaves a layer's card. */
    record OnPort(Box box, boolean output, int number) implements Hit {}
}
