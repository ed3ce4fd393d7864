package dev.partita.text;

/** A failure that says to people what went wrong. Its {@code getMessage()} is the same sentence in English. */
public interface Explained {
    Sentence sentence();
}
