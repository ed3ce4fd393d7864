package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

import java.util.List;
import java.util.stream.Stream;

/** The products of attention's backward for one block; those of keys and values add up over the heads of a group. */
final class AttentionProducts {
    private final List<Primitive> dV;
    private final List<Primitive> dK;
    final Primitive dP;
    final Primitive dQ;

    /** @param type of the scores that products read; the one that computes them writes floats */
    AttentionProducts(OneDnn oneDnn, AttentionBlocks blocks, int type) {
        boolean grouped = blocks.group() > 1;
        try (Layout q = blocks.queries();
                Layout k = blocks.keys();
                Layout vColumns = blocks.keyColumns();
                Layout context = blocks.contexts();
                Layout scores = blocks.scores(dnnl_f32);
                Layout matrix = blocks.scores(type);
                Layout transposed = blocks.transposedScores(type)) {
            dP = oneDnn.matMul(context, vColumns, null, scores, false);
            dQ = oneDnn.matMul(matrix, k, null, q, false);
            Primitive firstV = oneDnn.matMul(transposed, context, null, k, false);
            Primitive firstK = oneDnn.matMul(transposed, q, null, k, false);
            dV = grouped ? List.of(firstV, oneDnn.matMul(transposed, context, null, k, true)) : List.of(firstV);
            dK = grouped ? List.of(firstK, oneDnn.matMul(transposed, q, null, k, true)) : List.of(firstK);
        }
    }

    /** Writes for the first head of a group, adds for the others. */
    Primitive dV(long headOfGroup) {
        return dV.get(headOfGroup == 0 ? 0 : 1);
    }

    Primitive dK(long headOfGroup) {
        return dK.get(headOfGroup == 0 ? 0 : 1);
    }

    List<Primitive> all() {
        return Stream.of(dV, dK, List.of(dP, dQ)).flatMap(List::stream).toList();
    }

    long scratchpadBytes() {
        return all().stream().mapToLong(Primitive::scratchpadBytes).max().orElse(0);
    }
}
