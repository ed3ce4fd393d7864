package dev.partita.device;

import dev.partita.text.Explained;
import dev.partita.text.Language;
import dev.partita.text.Sentence;

/** A kind of device that this machine cannot offer; the sentence says why and what to do. */
public final class BackendUnavailable extends Exception implements Explained {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    public BackendUnavailable(Sentence sentence) {
        super(sentence.in(Language.ENGLISH));
        this.sentence = sentence;
    }

    public BackendUnavailable(Sentence sentence, Throwable cause) {
        super(sentence.in(Language.ENGLISH), cause);
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
