package dev.partita.operator;

import java.util.List;
import java.util.Locale;

/**
 * A kind of layer as a palette offers it.
 *
 * @param name what people call it, such as {@code Conv2d}
 * @param words other words for it
 * @param defaults the operator with its usual settings
 * @param quick settings that plain numbers of a quick text fill, in order
 * @param square the setting that {@code 3x3} fills; empty where there is none
 */
public record OperatorKind(
        String name, Group group, List<String> words, Operator defaults, List<String> quick, String square) {
    /** Where a palette shows a kind. */
    public enum Group {
        INPUT,
        DENSE,
        ATTENTION,
        IMAGE,
        NORMALIZATION,
        ACTIVATION,
        SHAPE,
        LOSS
    }

    public OperatorKind {
        words = List.copyOf(words);
        quick = List.copyOf(quick);
    }

    /** Whether this may be what somebody means who has typed so much of a quick text: its first word is looked at. */
    public boolean mayBe(String typed) {
        String word = typed.strip().toLowerCase(Locale.ROOT).split("\\s+")[0];
        return name.toLowerCase(Locale.ROOT).contains(word) || words.stream().anyMatch(other -> other.startsWith(word));
    }

    public List<Setting> settings() {
        return Settings.of(defaults);
    }
}
