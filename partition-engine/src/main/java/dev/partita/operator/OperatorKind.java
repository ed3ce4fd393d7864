package dev.partita.operator;

import java.util.List;

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

    public List<Setting> settings() {
        return Settings.of(defaults);
    }
}
