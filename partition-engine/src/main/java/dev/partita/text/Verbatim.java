package dev.partita.text;

/** A name, or what somebody else's program said: the same in every language. */
public record Verbatim(String text) implements Wording {
    @Override
    public String in(Language language) {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
