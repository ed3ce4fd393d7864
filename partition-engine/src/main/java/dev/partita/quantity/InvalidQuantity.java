package dev.partita.quantity;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;

/** Text that is no amount. The message is a sentence for people with an example. */
public final class InvalidQuantity extends Refusal {
    private static final long serialVersionUID = 1L;

    InvalidQuantity(Sentence sentence) {
        super(sentence);
    }
}
