package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.operator.CrossAttention;
import dev.partita.operator.GroupedQueryAttention;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Operand;
import dev.partita.operator.Operator;
import dev.partita.operator.RelativeAttention;
import dev.partita.operator.SelfAttention;
import dev.partita.plan.Recompute;
import dev.partita.program.LoweredModel.LoweredLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which layers of a stage are computed again together. A layer whose forward changes what outlives it never is. */
final class Regions {
    private static final Pattern BLOCK = Pattern.compile("(.*?/)?\\d+(?=/)");

    private final Map<String, List<Layer>> regionOf = new HashMap<>();

    Regions(Recompute recompute, Stage stage, Function<String, LoweredLayer> lowered) {
        Map<String, List<Layer>> regions = new LinkedHashMap<>();
        for (Layer layer : stage.layers()) {
            String region = region(recompute, layer);
            if (!region.isEmpty() && repeatable(lowered.apply(layer.id()))) {
                regions.computeIfAbsent(region, key -> new ArrayList<>()).add(layer);
            }
        }
        regions.values().forEach(layers -> layers.forEach(layer -> regionOf.put(layer.id(), layers)));
    }

    private static String region(Recompute recompute, Layer layer) {
        return switch (recompute) {
            case NONE -> "";
            case ATTENTION -> attends(layer.operator()) ? layer.id() : "";
            case FULL -> block(layer);
        };
    }

    /** The numbered scope that a layer lies in, such as {@code decoder/3}; empty if none. */
    static String block(Layer layer) {
        Matcher block = BLOCK.matcher(layer.id());
        return block.lookingAt() ? block.group() : "";
    }

    private static boolean attends(Operator operator) {
        return operator instanceof SelfAttention
                || operator instanceof GroupedQueryAttention
                || operator instanceof RelativeAttention
                || operator instanceof CrossAttention;
    }

    /** Losses are added up once, and statistics kept once. */
    private static boolean repeatable(LoweredLayer layer) {
        for (KernelCall call : layer.lowering().forward()) {
            for (int i = 0; i < call.operands().size(); i++) {
                boolean lasts = call.operands().get(i) instanceof Operand.Loss
                        || call.operands().get(i) instanceof Operand.State
                        || (call.operands().get(i) instanceof Operand.Parameter
                                && call.kernel().operands().get(i).writes());
                if (lasts) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The layers that are computed again with this one, in order; empty if it is not. */
    List<Layer> of(String layer) {
        return Objects.requireNonNullElse(regionOf.get(layer), List.of());
    }
}
