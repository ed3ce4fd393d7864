package dev.partita.device;

/** A kind of device that this machine cannot offer; the message says why and what to do. */
public final class BackendUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public BackendUnavailable(String message) {
        super(message);
    }

    public BackendUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
