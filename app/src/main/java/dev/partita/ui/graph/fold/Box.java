package dev.partita.ui.graph.fold;

import java.util.List;

/**
 * One box on the canvas.
 *
 * @param contents what a frame holds; empty for a card
 * @param shownBlock of an unfolded run, the block whose contents these are; 0 otherwise
 */
public record Box(Part part, List<Box> contents, int shownBlock) {
    public Box {
        contents = List.copyOf(contents);
    }

    static Box card(Part part) {
        return new Box(part, List.of(), 0);
    }

    public String id() {
        return part.id();
    }

    /** True if it is drawn as a frame around its contents. */
    public boolean frame() {
        return !contents.isEmpty();
    }

    public List<String> layers() {
        return part.layers();
    }

    /** True if there is something in it to unfold. */
    public boolean foldable() {
        return switch (part) {
            case Part.Single _ -> false;
            case Part.Scope _, Part.Run _ -> true;
        };
    }

    /** How many pieces its strip has: one for each block of a run. */
    public int cells() {
        return part instanceof Part.Run run ? run.blocks().size() : 1;
    }

    /** The layers that a piece of the strip stands for. */
    public List<String> cellLayers(int cell) {
        return part instanceof Part.Run run ? run.blocks().get(cell).layers() : layers();
    }

    // Boxes are looked up by the thousand: their identity is their part's, not the contents of whole frames.
    @Override
    public boolean equals(Object other) {
        return other instanceof Box box && box.id().equals(id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }
}
