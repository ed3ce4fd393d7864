package dev.partita.template;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** A name that no template has. The message is a sentence for people with the names there are. */
public final class UnknownTemplate extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownTemplate(Sentence sentence) {
        super(sentence);
    }
}
