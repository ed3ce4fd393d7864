package dev.partita.ui.field;

import javafx.scene.control.ListCell;
import javafx.scene.layout.Region;

/** A list's cell that is as wide as the list and as tall as its content is when it wraps. */
public abstract class WrappingCell<T> extends ListCell<T> {
    /** Room for a scroll bar, so that no word moves when one appears. */
    private static final double SCROLL_BAR = 14;

    protected WrappingCell() {
        setPrefWidth(0);
    }

    @Override
    protected double computePrefHeight(double width) {
        if (!(getGraphic() instanceof Region content) || getListView() == null) {
            return super.computePrefHeight(width);
        }
        double sides = snappedLeftInset() + snappedRightInset();
        double room = getListView().getWidth() - SCROLL_BAR - sides;
        return snappedTopInset() + snapSizeY(content.prefHeight(Math.max(0, room))) + snappedBottomInset();
    }
}
