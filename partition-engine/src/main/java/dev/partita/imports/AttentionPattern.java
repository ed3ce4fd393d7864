package dev.partita.imports;

import dev.partita.operator.Add;
import dev.partita.operator.BatchMatMul;
import dev.partita.operator.Cast;
import dev.partita.operator.DotProductAttention;
import dev.partita.operator.Dropout;
import dev.partita.operator.Elementwise;
import dev.partita.operator.Operator;
import dev.partita.operator.Permute;
import dev.partita.operator.Reshape;
import dev.partita.operator.SelfAttention;
import dev.partita.operator.Slice;
import dev.partita.operator.Softmax;
import dev.partita.operator.Split;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head attention that was taken apart: heads brought to the front of queries, keys and values, their product
 * scaled and masked, softmax, the product with the values, heads brought back. On one packed projection it becomes
 * {@link SelfAttention}, which trains; on separate ones {@link DotProductAttention}.
 */
final class AttentionPattern {
    private static final List<Integer> HEADS_FIRST = List.of(0, 2, 1, 3);
    private static final List<Integer> HEADS_FIRST_TRANSPOSED = List.of(0, 2, 3, 1);
    private static final List<Integer> TRANSPOSED = List.of(0, 1, 3, 2);
    private static final Set<String> SCALING = Set.of("Mul", "Div");
    private static final Set<String> MASKING = Set.of("Add", "Where", "Sub", "Max");
    private static final int LONGEST_CHAIN = 8;

    private final DraftGraph graph;
    private final ReportDraft report;
    private boolean masked;
    private boolean maskFlows;
    private boolean drops;
    /** What scores are multiplied by, all in all. */
    private double scale = 1;

    AttentionPattern(DraftGraph graph, ReportDraft report) {
        this.graph = graph;
        this.report = report;
    }

    /** Rewrites the attention around a softmax, if that is one. */
    void rewrite(LayerDraft softmax) {
        if (!(softmax.operator instanceof Softmax)
                || softmax.inputs.getFirst().spec().shape().rank() != 4) {
            return;
        }
        LayerDraft scores = scores(softmax.inputs.getFirst().layer());
        LayerDraft context = context(softmax, 0);
        if (scores == null || context == null) {
            return;
        }
        Flow values = context.inputs.get(1);
        LayerDraft back = graph.only(context);
        Flow q = heads(scores.inputs.get(0), HEADS_FIRST, false);
        Flow k = heads(scores.inputs.get(1), HEADS_FIRST_TRANSPOSED, true);
        Flow v = heads(values, HEADS_FIRST, false);
        boolean returned = back != null
                && back.operator instanceof Permute permute
                && permute.order().equals(HEADS_FIRST);
        if (q == null || k == null || v == null || back == null || !returned) {
            return;
        }
        Shape perHead = context.outputs.getFirst().shape();
        replace(back, q, k, v, perHead.size(1), perHead.size(3));
    }

    private void replace(LayerDraft back, Flow q, Flow k, Flow v, long heads, long size) {
        // A plain attention divides by the root of the head size; one that scales otherwise is not this layer.
        boolean plain = !maskFlows && Math.abs(scale * Math.sqrt(size) - 1) < 1e-3;
        Flow packed = packed(q, k, v, heads * size);
        if (packed == null && plain) {
            packed = PackedProjection.of(graph, q, k, v, heads * size);
        }
        boolean self = packed != null && plain;
        Operator operator = self ? new SelfAttention(heads, size, masked) : new DotProductAttention(heads, size);
        List<Flow> inputs = self && packed != null ? List.of(packed) : List.of(q, k, v);
        TensorSpec output = operator.infer(inputs.stream().map(Flow::spec).toList(), Translation.SAMPLES)
                .getFirst();
        back.operator = operator;
        back.weights = List.of();
        back.outputs = List.of(output);
        back.id = back.scope().isEmpty() ? back.id : back.scope() + "/" + operator.kind();
        graph.connect(back, inputs);
        report.pattern(operator.kind());
        if (self && masked) {
            report.once(Sentence.of("engine.import.causal"));
        }
        if (drops) {
            report.once(Sentence.of("engine.import.attention_dropout"));
        }
    }

    /** The product of queries and keys above scaling and masks. */
    private @Nullable LayerDraft scores(LayerDraft from) {
        LayerDraft at = from;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            if (at.operator instanceof BatchMatMul) {
                return at;
            }
            if (at.operator instanceof Add) {
                masked = true;
                maskFlows = true;
            } else if (at.operator instanceof Elementwise function && MASKING.contains(function.function())) {
                masked = true;
                maskFlows |= at.inputs.size() > 1;
            } else if (!passes(at, SCALING)) {
                return null;
            } else {
                scaled(at);
            }
            Shape shape = at.outputs.getFirst().shape();
            at = at.inputs.stream()
                    .filter(flow -> flow.spec().shape().equals(shape))
                    .map(Flow::layer)
                    .findFirst()
                    .orElse(at);
        }
        return null;
    }

    private void scaled(LayerDraft layer) {
        if (layer.operator instanceof Elementwise function) {
            scale = function.function().equals("Div") ? scale / layer.constant : scale * layer.constant;
        }
    }

    private static boolean passes(LayerDraft layer, Set<String> functions) {
        return layer.inputs.size() == 1
                && (layer.operator instanceof Cast
                        || (layer.operator instanceof Elementwise function
                                && functions.contains(function.function())
                                && function.weights().isEmpty()));
    }

    /** The product with the values below dropout and repairs of empty rows. */
    private @Nullable LayerDraft context(LayerDraft from, int depth) {
        for (LayerDraft reader : graph.readers(from)) {
            if (reader.operator instanceof BatchMatMul && reader.inputs.get(0).layer() == from) {
                return reader;
            }
            drops |= reader.operator instanceof Dropout;
            boolean passes = reader.operator instanceof Dropout
                    || reader.operator instanceof Cast
                    || (reader.operator instanceof Elementwise function
                            && function.function().equals("Where"));
            if (passes && depth < LONGEST_CHAIN) {
                LayerDraft found = context(reader, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** What was cut into heads: {@code [sample, sequence, heads * size]} above permutation and scaling. */
    private @Nullable Flow heads(Flow flow, List<Integer> order, boolean keys) {
        LayerDraft at = flow.layer();
        List<Integer> wanted = order;
        for (int step = 0; step < LONGEST_CHAIN; step++) {
            LayerDraft before = keys ? flattened(at) : null;
            if (before != null) {
                at = before;
                wanted = HEADS_FIRST;
                continue;
            }
            if (at.operator instanceof Permute permute
                    && keys
                    && permute.order().equals(TRANSPOSED)) {
                wanted = HEADS_FIRST;
            } else if (at.operator instanceof Permute permute && permute.order().equals(wanted)) {
                LayerDraft reshape = at.inputs.getFirst().layer();
                Flow whole = reshape.operator instanceof Reshape ? reshape.inputs.getFirst() : null;
                return whole != null && whole.spec().shape().rank() == 3 ? whole : null;
            } else if (!passes(at, SCALING)) {
                return null;
            } else {
                scaled(at);
            }
            at = at.inputs.getFirst().layer();
        }
        return null;
    }

    /** What was transposed as one stack of matrices, its first two axes merged before and cut apart after. */
    private static @Nullable LayerDraft flattened(LayerDraft apart) {
        if (!(apart.operator instanceof Reshape)
                || apart.outputs.getFirst().shape().rank() != 4) {
            return null;
        }
        LayerDraft turned = apart.inputs.getFirst().layer();
        if (!(turned.operator instanceof Permute permute) || !permute.order().equals(List.of(0, 2, 1))) {
            return null;
        }
        Flow merged = turned.inputs.getFirst();
        Flow from = merged.layer().operator instanceof Reshape
                ? merged.layer().inputs.getFirst()
                : merged;
        Shape shape = from.spec().shape();
        Shape result = apart.outputs.getFirst().shape();
        boolean same = shape.rank() == 4
                && shape.size(0) == result.size(0)
                && shape.size(1) == result.size(1)
                && shape.size(2) == result.size(3);
        return same ? from.layer() : null;
    }

    /** The projection that holds queries, keys and values side by side, if one does. */
    private static @Nullable Flow packed(Flow q, Flow k, Flow v, long width) {
        if (q.layer() == k.layer()
                && k.layer() == v.layer()
                && q.layer().operator instanceof Split split
                && split.parts().equals(List.of(width, width, width))
                && q.output() == 0
                && k.output() == 1
                && v.output() == 2) {
            return q.layer().inputs.getFirst();
        }
        boolean sliced = cut(q, 0, width) && cut(k, width, width) && cut(v, 2 * width, width);
        Flow whole = sliced ? q.layer().inputs.getFirst() : null;
        boolean same = whole != null
                && whole.equals(k.layer().inputs.getFirst())
                && whole.equals(v.layer().inputs.getFirst())
                && whole.spec().shape().size(-1) == 3 * width;
        return same ? whole : null;
    }

    private static boolean cut(Flow flow, long start, long length) {
        return flow.layer().operator instanceof Slice slice
                && slice.start() == start
                && slice.length() == length
                && slice.axis() == 2;
    }
}
