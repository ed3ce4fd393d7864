package dev.partita.quantity;

/** Text that is no amount. The message is a sentence for the user with an example. */
public final class InvalidQuantity extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidQuantity(String message) {
        super(message);
    }
}
