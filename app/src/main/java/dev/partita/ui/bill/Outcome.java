package dev.partita.ui.bill;

import dev.partita.bill.Bill;
import dev.partita.text.Wording;

/** A bill, or why there is none. */
sealed interface Outcome {
    /** @param runs false where the plan has errors, so that the bill is for what could not be run */
    record Reckoned(Bill bill, boolean runs) implements Outcome {}

    record Refused(Wording why) implements Outcome {}

    /** Nobody said how much is trained. */
    record NoAmount() implements Outcome {}

    /** The plan does not compile, or not yet. */
    record NoPrediction() implements Outcome {}
}
