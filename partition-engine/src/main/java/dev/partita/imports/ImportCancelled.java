package dev.partita.imports;

import dev.partita.text.Explained;
import dev.partita.text.Language;
import dev.partita.text.Sentence;

/** The user did not want to wait any longer. */
public final class ImportCancelled extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private static final Sentence SENTENCE = Sentence.of("engine.import.cancelled");

    ImportCancelled() {
        super(SENTENCE.in(Language.ENGLISH));
    }

    @Override
    public Sentence sentence() {
        return SENTENCE;
    }
}
