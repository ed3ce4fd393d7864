package dev.partita.text;

/** A sentence as part of a longer one: without its full stop. */
public record Clause(Wording sentence) implements Wording {
    @Override
    public String in(Language language) {
        return sentence.in(language).strip().replaceFirst("[.。]+$", "");
    }

    @Override
    public String toString() {
        return in(Language.ENGLISH);
    }
}
