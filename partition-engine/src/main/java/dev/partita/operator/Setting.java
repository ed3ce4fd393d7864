package dev.partita.operator;

import java.util.List;

/**
 * One thing that can be set about an operator, with its present value.
 *
 * @param name the record component's name, such as {@code kernel}
 * @param value as people type it
 * @param least smallest number, where it is one
 * @param most largest number, where it is one
 * @param choices all possible values, where there are few
 */
public record Setting(String name, Type type, String value, double least, double most, List<String> choices) {
    /** What a value is. */
    public enum Type {
        INTEGER,
        NUMBER,
        FLAG,
        CHOICE,
        TEXT,
        /** Sizes such as {@code 3x224x224}; empty is a scalar. */
        SHAPE
    }

    public Setting {
        choices = List.copyOf(choices);
    }
}
