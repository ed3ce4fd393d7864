package dev.partita.ui.window;

import dev.partita.ui.text.Texts;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Five steps around the window, each beside the part it speaks of; Escape skips the rest. */
final class Tour {
    private static final int STEPS = 5;
    private static final double CARD_WIDTH = 340;

    private final Texts texts;
    private final Pane view = new Pane();
    private final Region frame = new Region();
    private int step;

    Tour(Texts texts) {
        this.texts = texts;
        view.setVisible(false);
        view.managedProperty().bind(view.visibleProperty());
        frame.setMouseTransparent(true);
        frame.setStyle("-fx-border-color: -partita-accent; -fx-border-width: 2; -fx-border-radius: 8;");
        view.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                end();
            }
        });
    }

    Node view() {
        return view;
    }

    void start() {
        step = 0;
        view.setVisible(true);
        show();
    }

    private void end() {
        view.setVisible(false);
        view.getChildren().clear();
    }

    private void show() {
        @Nullable Node part = view.getScene().lookup("#tour-" + (step + 1));
        Label title = new Label(texts.now("tour." + (step + 1) + ".title"));
        title.getStyleClass().add("title-medium");
        Label text = new Label(texts.now("tour." + (step + 1) + ".text"));
        text.setWrapText(true);
        text.setPrefWidth(CARD_WIDTH);
        Label count = new Label((step + 1) + " / " + STEPS);
        count.getStyleClass().addAll("muted", "small");
        Button skip = new Button(texts.now("tour.skip"));
        skip.setOnAction(event -> end());
        Button next = new Button(texts.now(step + 1 < STEPS ? "tour.next" : "tour.done"));
        next.setId("tour.next");
        next.setDefaultButton(true);
        next.getStyleClass().add("accent");
        next.setOnAction(event -> {
            step++;
            if (step < STEPS) {
                show();
            } else {
                end();
            }
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(8, count, space, skip, next);
        buttons.setAlignment(Pos.CENTER_LEFT);
        VBox card = new VBox(title, text, buttons);
        card.getStyleClass().add("dialog-card");
        view.getChildren().setAll(frame, card);
        card.applyCss();
        card.layout();
        place(card, part);
        next.requestFocus();
    }

    /** The frame around the part, the card where there is room beside it. */
    private void place(VBox card, @Nullable Node part) {
        double width = card.prefWidth(-1);
        double height = card.prefHeight(width);
        if (part == null) {
            frame.setVisible(false);
            card.relocate((view.getWidth() - width) / 2, (view.getHeight() - height) / 2);
            return;
        }
        Bounds bounds = view.sceneToLocal(part.localToScene(part.getLayoutBounds()));
        frame.setVisible(true);
        frame.resizeRelocate(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
        boolean right = bounds.getMaxX() + width + 16 < view.getWidth();
        double x = right ? bounds.getMaxX() + 12 : bounds.getMinX() - width - 12;
        double y = bounds.getMinY() + 12;
        if (x < 0) {
            x = bounds.getCenterX() - width / 2;
            y = bounds.getMinY() > height + 24 ? bounds.getMinY() - height - 12 : bounds.getMinY() + 24;
        }
        card.relocate(
                Math.clamp(x, 8, Math.max(8, view.getWidth() - width - 8)),
                Math.clamp(y, 8, Math.max(8, view.getHeight() - height - 8)));
    }
}
