package dev.partita.ui.text;

import dev.partita.i18n.Messages;
import dev.partita.text.Language;
import dev.partita.text.Wording;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/** The texts of the language in force. What is bound follows the language at once. */
public final class Texts {
    private final ObjectProperty<Language> language = new SimpleObjectProperty<>();
    private final ObservableValue<Messages> messages = language.map(Messages::in);

    public Texts(Language language) {
        this.language.set(language);
    }

    public ObjectProperty<Language> language() {
        return language;
    }

    /** The words in force; observe this where a whole view is written anew in another language. */
    public ObservableValue<Messages> messages() {
        return messages;
    }

    /** The text with this key now. */
    public String now(String key, Object... values) {
        return messages.getValue().text(key, values);
    }

    /** The sentence in the language in force. */
    public String now(Wording wording) {
        return messages.getValue().text(wording);
    }

    /** The sentence in whatever language is in force. */
    public StringBinding bound(Wording wording) {
        return Bindings.createStringBinding(() -> now(wording), messages);
    }

    /** The text with this key in whatever language is in force; observable values in it are followed too. */
    public StringBinding bound(String key, Object... values) {
        ObservableValue<?>[] followed = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(messages),
                        java.util.stream.Stream.of(values).filter(ObservableValue.class::isInstance))
                .toArray(ObservableValue<?>[]::new);
        return Bindings.createStringBinding(() -> now(key, current(values)), followed);
    }

    private static Object[] current(Object[] values) {
        return java.util.stream.Stream.of(values)
                .map(value -> value instanceof ObservableValue<?> observable ? observable.getValue() : value)
                .toArray();
    }
}
