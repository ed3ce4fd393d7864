package dev.partita.project;

import dev.partita.text.Explained;
import dev.partita.text.Language;
import dev.partita.text.Sentence;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;

/** A text that is JSON as far as the parser can tell, but not a project's; explained as the end of a sentence. */
final class MalformedProject extends StreamReadException implements Explained {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    MalformedProject(JsonParser at, Sentence sentence) {
        super(at, sentence.in(Language.ENGLISH));
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
