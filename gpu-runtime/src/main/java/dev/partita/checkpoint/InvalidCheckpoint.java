package dev.partita.checkpoint;

import dev.partita.text.Language;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import dev.partita.text.Wording;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of tensors that is damaged or was made to harm. */
public final class InvalidCheckpoint extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_PROBLEM = 300;

    InvalidCheckpoint(Path file, Wording problem, @Nullable Throwable cause) {
        super(Sentence.of("runtime.safetensors.invalid", file, new Printable(problem)));
        initCause(cause);
    }

    /** The problem quotes the file, which may hold anything: shortened, and nothing that a terminal would obey. */
    private record Printable(Wording problem) implements Wording {
        @Override
        public String in(Language language) {
            String text = problem.in(language).replaceAll("\\p{Cntrl}", "?");
            return text.length() > LONGEST_PROBLEM ? text.substring(0, LONGEST_PROBLEM) + "..." : text;
        }
    }
}
