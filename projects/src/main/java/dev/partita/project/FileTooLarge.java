package dev.partita.project;

import java.io.IOException;

/** A file that nobody could have meant: reading it would only fill the memory. */
final class FileTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    FileTooLarge(long bytes, long limitBytes) {
        super("it has " + bytes + " bytes, more than the " + limitBytes + " that such a file can have");
    }
}
