package dev.partita.text;

/** A value that people may have typed, or a file may hold, and that cannot be. */
public class Refusal extends IllegalArgumentException implements Explained {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    public Refusal(Sentence sentence) {
        super(sentence.in(Language.ENGLISH));
        this.sentence = sentence;
    }

    @Override
    public final Sentence sentence() {
        return sentence;
    }
}
