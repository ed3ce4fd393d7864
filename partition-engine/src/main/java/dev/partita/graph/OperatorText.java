package dev.partita.graph;

import dev.partita.operator.Conv2d;
import dev.partita.operator.LayerNorm;
import dev.partita.operator.Linear;
import dev.partita.operator.MaxPool2d;
import dev.partita.operator.Operator;
import dev.partita.operator.SequenceToImage;
import dev.partita.text.Listing;
import java.util.List;

/** Operators with their sizes, as people write them: {@code Linear 512 -> 768}. */
final class OperatorText {
    private OperatorText() {}

    static Listing of(List<Operator> chain) {
        return Listing.and(chain.stream().map(OperatorText::of).toList(), chain.size());
    }

    static String of(Operator operator) {
        return switch (operator) {
            case Linear linear -> "Linear " + linear.inputs() + " -> " + linear.outputs();
            case LayerNorm norm -> "LayerNorm " + norm.width();
            case Conv2d c ->
                "Conv2d " + c.inputs() + " -> " + c.outputs() + " " + c.kernel() + "x" + c.kernel()
                        + (c.stride() == 1 ? "" : " /" + c.stride());
            case MaxPool2d pool -> "MaxPool2d " + pool.window() + "/" + pool.stride();
            case SequenceToImage image -> "SequenceToImage " + image.height() + " x " + image.width();
            default -> operator.kind();
        };
    }
}
