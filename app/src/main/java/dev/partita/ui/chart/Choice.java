package dev.partita.ui.chart;

import dev.partita.ui.text.Texts;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Values to choose from, in words that follow the language. */
public final class Choice {
    private Choice() {}

    /** @param key of what is chosen, for tooltip and screen readers */
    public static <T> ComboBox<T> of(String id, Texts texts, String key, Function<T, String> words) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.accessibleTextProperty().bind(texts.bound(key));
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(texts.bound(key));
        box.setTooltip(tooltip);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setCellFactory(list -> new WordCell<>(texts, words));
        box.setButtonCell(new WordCell<>(texts, words));
        return box;
    }

    private static final class WordCell<T> extends ListCell<T> {
        private final Texts texts;
        private final Function<T, String> words;

        WordCell(Texts texts, Function<T, String> words) {
            this.texts = texts;
            this.words = words;
        }

        @Override
        protected void updateItem(@Nullable T item, boolean empty) {
            super.updateItem(item, empty);
            textProperty().unbind();
            if (empty || item == null) {
                setText("");
            } else {
                textProperty().bind(Bindings.createStringBinding(() -> words.apply(item), texts.messages()));
            }
        }
    }
}
