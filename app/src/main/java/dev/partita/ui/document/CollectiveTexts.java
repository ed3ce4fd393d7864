package dev.partita.ui.document;

import dev.partita.program.CollectiveUse;
import dev.partita.quantity.Human;
import dev.partita.ui.text.Texts;
import java.util.List;
import java.util.Locale;

/** What devices do together, in the language in force. */
public record CollectiveTexts(Texts texts) {
    /** The names alone, each once: {@code all-gather, all-reduce}. */
    public String names(List<CollectiveUse> uses) {
        return String.join(", ", uses.stream().map(this::name).distinct().toList());
    }

    /** With bytes and time per step, one in a line. */
    public String lines(List<CollectiveUse> uses) {
        return String.join(
                "\n",
                uses.stream()
                        .map(use -> texts.now(
                                "collective.use",
                                name(use),
                                use.axis(),
                                Human.bytes(use.bytes()),
                                Human.seconds(use.seconds())))
                        .toList());
    }

    public static long bytes(List<CollectiveUse> uses) {
        return uses.stream().mapToLong(CollectiveUse::bytes).reduce(0, Math::addExact);
    }

    private String name(CollectiveUse use) {
        return texts.now("collective." + use.kind().name().toLowerCase(Locale.ROOT));
    }
}
