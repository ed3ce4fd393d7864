package dev.partita.ui.chart;

import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/** A few lines about what is under the pointer, beside it and always inside the view. */
public final class HoverCard {
    private static final double DISTANCE = 14;

    private final Pane ground;
    private final Label label = new Label();

    /** @param ground the view it is shown on */
    public HoverCard(Pane ground) {
        this.ground = ground;
        label.setManaged(false);
        label.setMouseTransparent(true);
        label.setVisible(false);
        label.setWrapText(true);
        label.setMaxWidth(420);
        label.getStyleClass().add("hover-card");
        ground.getChildren().add(label);
    }

    public void show(String text, double x, double y) {
        label.setText(text);
        label.setVisible(true);
        label.applyCss();
        double width = Math.min(label.getMaxWidth(), label.prefWidth(-1));
        double height = label.prefHeight(width);
        double left = x + DISTANCE + width <= ground.getWidth() ? x + DISTANCE : x - DISTANCE - width;
        double top = y + DISTANCE + height <= ground.getHeight() ? y + DISTANCE : y - DISTANCE - height;
        label.resizeRelocate(
                Math.max(0, left), Math.clamp(top, 0, Math.max(0, ground.getHeight() - height)), width, height);
    }

    public void hide() {
        label.setVisible(false);
    }

    /** What it says; empty while hidden. */
    public String text() {
        return label.isVisible() ? label.getText() : "";
    }
}
