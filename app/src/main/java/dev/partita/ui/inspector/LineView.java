package dev.partita.ui.inspector;

import dev.partita.ui.field.ValueField;
import dev.partita.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** What stands beside a label: a figure to read, a field to type in, or a choice. */
record LineView(Node node, Node control, Consumer<Line> update) {
    void show(Line line) {
        update.accept(line);
    }

    static String label(Texts texts, Line line) {
        return line.label().startsWith("inspector.") ? texts.now(line.label()) : line.label();
    }

    static LineView of(Texts texts, InspectorModel model, Line line) {
        return switch (line) {
            case Line.Figure figure -> figure(texts);
            case Line.Setting setting when setting.choices().isEmpty() -> field(texts, model, setting);
            case Line.Setting setting -> choice(model, setting);
            case Line.ToLink _ -> toLink(texts, model);
            case Line.Placement placement -> placement(texts, model, placement);
        };
    }

    private static LineView figure(Texts texts) {
        Label label = new Label();
        label.getStyleClass().add("inspector-figure");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setFocusTraversable(true);
        Tooltip why = new Tooltip();
        why.getStyleClass().add("inspector-why");
        why.setShowDelay(Duration.millis(300));
        why.setShowDuration(Duration.minutes(1));
        label.focusedProperty().subscribe(focused -> showBeside(label, why, focused));
        return new LineView(label, label, line -> {
            if (line instanceof Line.Figure figure) {
                label.setText(figure.text().map(texts::now).orElseGet(() -> texts.now("field.mixed")));
                why.setText(texts.now(figure.why()));
                label.setTooltip(figure.why().empty() ? null : why);
                label.pseudoClassStateChanged(
                        javafx.css.PseudoClass.getPseudoClass("explained"),
                        !figure.why().empty());
                label.setAccessibleText(label(texts, figure) + ": " + label.getText());
                label.setAccessibleHelp(why.getText());
            }
        });
    }

    private static LineView toLink(Texts texts, InspectorModel model) {
        Hyperlink button = new Hyperlink();
        button.getStyleClass().add("inspector-link");
        button.setWrapText(true);
        button.setMinHeight(Region.USE_PREF_SIZE);
        Tooltip why = new Tooltip();
        why.getStyleClass().add("inspector-why");
        button.setTooltip(why);
        return new LineView(button, button, line -> {
            if (line instanceof Line.ToLink now) {
                button.setText(texts.now(now.text()));
                button.setAccessibleText(now.label() + ": " + button.getText());
                why.setText(texts.now(now.why()));
                button.setOnAction(event -> {
                    button.setVisited(false);
                    model.select(now.link());
                });
            }
        });
    }

    /** The keyboard's way to what the hand gets by resting on a figure. */
    private static void showBeside(Label label, Tooltip why, boolean focused) {
        if (!focused) {
            why.hide();
        } else if (label.getTooltip() == why && label.getScene().getWindow() != null) {
            var corner = label.localToScreen(0, label.getHeight());
            if (corner != null) {
                why.show(label, corner.getX(), corner.getY());
            }
        }
    }

    private static LineView field(Texts texts, InspectorModel model, Line.Setting setting) {
        ValueField field = new ValueField(
                texts,
                text -> model.settings().refusal(setting.key(), text),
                text -> model.settings().set(setting.key(), text),
                () -> setting.usual().ifPresent(usual -> model.settings().set(setting.key(), usual)));
        field.control().setId(setting.key());
        return new LineView(field.view(), field.control(), line -> {
            if (line instanceof Line.Setting now) {
                field.show(Optional.of(now.value()), now.usual());
            }
        });
    }

    private static LineView choice(InspectorModel model, Line.Setting setting) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(setting.key());
        box.setMaxWidth(Double.MAX_VALUE);
        box.getItems().setAll(setting.choices());
        Showing showing = new Showing();
        box.valueProperty()
                .subscribe((before, after) ->
                        showing.unlessShowing(() -> model.settings().set(setting.key(), after)));
        return new LineView(box, box, line -> {
            if (line instanceof Line.Setting now) {
                showing.show(() -> box.setValue(now.value()));
            }
        });
    }

    private static LineView placement(Texts texts, InspectorModel model, Line.Placement first) {
        ComboBox<String> box = new ComboBox<>();
        box.setId(first.label());
        box.setMaxWidth(Double.MAX_VALUE);
        Showing showing = new Showing();
        Line.Placement[] shown = {first};
        // A prompt text is not shown again once there was a value, so the button says it itself.
        ListCell<String> button = new ListCell<>() {
            @Override
            protected void updateItem(@Nullable String device, boolean empty) {
                super.updateItem(device, empty);
                setText(empty || device == null ? texts.now(shown[0].otherwise()) : device);
            }
        };
        box.setButtonCell(button);
        box.valueProperty()
                .subscribe((before, after) -> showing.unlessShowing(() -> {
                    int device = shown[0].devices().indexOf(after);
                    model.place(shown[0].layers(), device < 0 ? List.of() : List.of(device));
                }));
        return new LineView(box, box, line -> {
            if (line instanceof Line.Placement now) {
                shown[0] = now;
                showing.show(() -> {
                    if (!box.getItems().equals(now.devices())) {
                        box.getItems().setAll(now.devices());
                    }
                    box.setValue(now.device().orElse(null));
                    button.setText(now.device().orElseGet(() -> texts.now(now.otherwise())));
                });
            }
        });
    }

    /** Tells a choice that is shown from one that is made. */
    private static final class Showing {
        private boolean now;

        void show(Runnable change) {
            now = true;
            change.run();
            now = false;
        }

        void unlessShowing(Runnable choice) {
            if (!now) {
                choice.run();
            }
        }
    }
}
