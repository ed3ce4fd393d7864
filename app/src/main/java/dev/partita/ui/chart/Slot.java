package dev.partita.ui.chart;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * Room for a label whose text changes several times a second: as wide as it is given, whatever the label says, so that a
 * new text lays out the label and not the window around it.
 */
public final class Slot extends Region {
    private final Label label;

    public Slot(Label label) {
        this.label = label;
        label.setManaged(false);
        getChildren().add(label);
    }

    @Override
    protected double computePrefHeight(double width) {
        return label.prefHeight(-1);
    }

    @Override
    protected void layoutChildren() {
        label.resizeRelocate(0, 0, getWidth(), getHeight());
    }
}
