package dev.partita.i18n;

import dev.partita.text.Language;
import dev.partita.text.Phrasebook;
import dev.partita.text.Wording;
import java.util.Arrays;
import java.util.ResourceBundle;

/** The texts of the views in one language, and the language for the sentences of everything else. */
public final class Messages {
    static final String BUNDLE = "dev.partita.i18n.messages";

    private final Phrasebook phrasebook;

    private Messages(Phrasebook phrasebook) {
        this.phrasebook = phrasebook;
    }

    public static Messages in(Language language) {
        return new Messages(Phrasebook.of(BUNDLE, language));
    }

    public Language language() {
        return phrasebook.language();
    }

    /** The text with this key; {@code {0}}, {@code {1}} ... in it stand for the values in order. */
    public String text(String key, Object... values) {
        return phrasebook.text(key, Arrays.asList(values));
    }

    /** A text of the views as a sentence that can be said in every language. */
    public static Wording wording(String key, Object... values) {
        return language -> Messages.in(language).text(key, values);
    }

    /** A sentence in this language. */
    public String text(Wording wording) {
        return wording.in(language());
    }

    /** All texts, for a library that looks them up itself. */
    public ResourceBundle bundle() {
        return phrasebook.bundle();
    }
}
