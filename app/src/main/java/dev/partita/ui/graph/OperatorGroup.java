package dev.partita.ui.graph;

import dev.partita.operator.Operator;
import java.util.Locale;

/** Operators that share a colour: more than eight colours cannot be told apart. */
enum OperatorGroup {
    LINEAR,
    ATTENTION,
    EMBEDDING,
    NORMALIZATION,
    CONVOLUTION,
    ELEMENTWISE,
    LOSS,
    OTHER;

    /** By the word in its name, so that an operator the graph has never seen finds its group too. */
    static OperatorGroup of(Operator operator) {
        String kind = operator.kind();
        if (kind.contains("Embedding")) {
            return EMBEDDING;
        }
        if (kind.contains("Linear") || kind.contains("MatMul")) {
            return LINEAR;
        }
        if (kind.contains("Attention")) {
            return ATTENTION;
        }
        if (kind.contains("Norm")) {
            return NORMALIZATION;
        }
        if (kind.contains("Conv") || kind.contains("Pool")) {
            return CONVOLUTION;
        }
        if (kind.contains("Loss")) {
            return LOSS;
        }
        return switch (kind) {
            case "Activation", "Add", "Dropout", "Elementwise", "Scale", "SwiGlu" -> ELEMENTWISE;
            default -> OTHER;
        };
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
