package dev.partita.imports;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** A model file that cannot be imported. The message is a sentence for people. */
public final class ImportRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    public ImportRefused(Sentence sentence) {
        super(sentence);
    }

    ImportRefused(Sentence sentence, Throwable cause) {
        super(sentence);
        initCause(cause);
    }
}
