package dev.partita.ui.graph;

import dev.partita.ui.document.Selection;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.Picture;
import java.util.Set;

/** Selects neighbouring blocks of a run by drawing over its strip. */
final class BlockRange implements Gesture {
    private final Picture picture;
    private final Selection selection;
    private final Box box;
    private final Part.Run run;
    private final int anchor;
    private final Set<String> before;

    BlockRange(Picture picture, Selection selection, Box box, Part.Run run, int anchor) {
        this.picture = picture;
        this.selection = selection;
        this.box = box;
        this.run = run;
        this.anchor = anchor;
        this.before = selection.layers().get();
    }

    /** Selects from the anchor to a block. */
    void to(int cell) {
        selection.select(run.layers(Math.min(anchor, cell), Math.max(anchor, cell)));
    }

    @Override
    public void moved(double x, double y) {
        to(picture.cell(box, x));
    }

    @Override
    public void released() {}

    @Override
    public void cancelled() {
        selection.select(before);
    }
}
