package dev.partita.text;

/** Something people read, as a value: it can be said again in another language at any moment. */
public interface Wording {
    String in(Language language);
}
