package dev.partita.ui.split;

import dev.partita.deduction.Offer;
import dev.partita.operator.Division;
import java.util.Optional;

/**
 * One way to divide layers over the axis that is looked at.
 *
 * @param offer what the layers offer; empty where Partita chooses for each layer
 * @param outcome empty until it is predicted
 */
record Choice(Optional<Offer> offer, Optional<Outcome> outcome) {
    static final Choice BY_PARTITA = new Choice(Optional.empty(), Optional.empty());

    Optional<Division.Kind> kind() {
        return offer.map(Offer::kind);
    }

    /** False where no layer divides so, and where the plan would not compile. */
    boolean legal() {
        return offer.map(Offer::possible).orElse(true)
                && outcome.map(found -> found.stepSeconds().isPresent()).orElse(true);
    }

    Choice leadingTo(Outcome found) {
        return new Choice(offer, Optional.of(found));
    }
}
