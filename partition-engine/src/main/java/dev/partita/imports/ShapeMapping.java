package dev.partita.imports;

import dev.partita.imports.Translation.Context;
import dev.partita.operator.Elementwise;
import dev.partita.operator.Flatten;
import dev.partita.operator.Operator;
import dev.partita.operator.Permute;
import dev.partita.operator.Reshape;
import dev.partita.operator.Slice;
import dev.partita.operator.Split;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that move elements and compute nothing. */
final class ShapeMapping {
    void reshape(Context at, long fixedBatch) {
        Flow flow = at.flow(0);
        if (flow == null) {
            at.opaque();
            return;
        }
        List<Long> from = flow.spec().shape().dimensions();
        List<Long> to = target(at, from, fixedBatch);
        if (to == null) {
            at.opaque();
        } else if (to.equals(from)) {
            at.bind(flow);
        } else {
            at.layer(operator(from, to), List.of(flow), List.of());
        }
    }

    /** An image made one vector per sample lies in another order in memory, so that is a layer of its own. */
    private static Operator operator(List<Long> from, List<Long> to) {
        boolean flat = from.size() == 4 && to.size() == 2 && from.getFirst().equals(to.getFirst());
        return flat ? new Flatten() : new Reshape(symbolic(to));
    }

    /** The sizes with -1 where the samples are. */
    private static List<Long> symbolic(List<Long> to) {
        List<Long> sizes = new ArrayList<>(to);
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i) % Translation.SAMPLES == 0) {
                sizes.set(i, -1L);
                break;
            }
        }
        return sizes;
    }

    private static @Nullable List<Long> target(Context at, List<Long> from, long fixedBatch) {
        switch (at.node.operator()) {
            case "Flatten" -> {
                int axis = Targets.axis(at.node.integer("axis", 1), from.size());
                if (axis < 0) {
                    return null;
                }
                return List.of(product(from.subList(0, axis)), product(from.subList(axis, from.size())));
            }
            case "Reshape" -> {
                Held target = at.held(1);
                List<Long> sizes = target == null ? null : target.integers();
                return sizes == null ? null : resolved(from, sizes, fixedBatch);
            }
            default -> {
                Held axes = at.held(1);
                List<Long> given = axes == null ? at.node.integers("axes", List.of()) : axes.integers();
                if (given == null) {
                    return null;
                }
                return at.node.operator().equals("Squeeze")
                        ? Targets.squeezed(from, given)
                        : Targets.unsqueezed(from, given);
            }
        }
    }

    /** A file with a fixed batch writes it into its shapes: there it stands for any number of samples. */
    private static @Nullable List<Long> resolved(List<Long> from, List<Long> target, long fixedBatch) {
        List<Long> as = Targets.resolved(from, target);
        for (int i = 0; i < target.size() && fixedBatch > 0 && !sampled(as); i++) {
            if (target.get(i) > 0 && target.get(i) % fixedBatch == 0) {
                List<Long> freed = new ArrayList<>(target);
                freed.set(i, Math.multiplyExact(target.get(i) / fixedBatch, Translation.SAMPLES));
                as = Targets.resolved(from, freed);
            }
        }
        return as;
    }

    private static boolean sampled(@Nullable List<Long> sizes) {
        return sizes != null
                && sizes.stream()
                                .filter(size -> size % Translation.SAMPLES == 0)
                                .count()
                        == 1
                && (sizes.getFirst() % Translation.SAMPLES == 0 || sizes.size() < 3);
    }

    private static long product(List<Long> sizes) {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    void transpose(Context at) {
        int rank = at.flows().getFirst().spec().shape().rank();
        List<Integer> order = new ArrayList<>();
        at.node.integers("perm", List.of()).forEach(axis -> order.add((int) (long) axis));
        if (order.isEmpty()) {
            for (int i = rank - 1; i >= 0; i--) {
                order.add(i);
            }
        }
        at.layer(new Permute(order), at.flows(), List.of());
    }

    void split(Context at) {
        Shape shape = at.flows().getFirst().spec().shape();
        int axis = Targets.axis(at.node.integer("axis", 0), shape.rank());
        Held input = at.held(1);
        List<Long> parts = input == null ? at.node.integers("split", List.of()) : input.integers();
        if (axis < 0 || axis >= shape.rank() || parts == null) {
            at.opaque();
            return;
        }
        int count = at.node.outputs().size();
        if (parts.isEmpty()) {
            long each = Math.ceilDiv(shape.size(axis), (long) count);
            List<Long> even = new ArrayList<>(Collections.nCopies(count - 1, each));
            even.add(shape.size(axis) - each * (count - 1));
            parts = even;
        }
        at.layer(new Split(axis, parts), List.of(at.flows().getFirst()), List.of());
    }

    void slice(Context at) {
        Flow flow = at.flow(0);
        List<Held> numbers = slicing(at);
        List<Targets.Cut> cuts = flow == null || numbers.size() < 3
                ? null
                : Targets.cuts(flow.spec().shape().dimensions(), numbers);
        if (flow == null || cuts == null || cuts.stream().anyMatch(cut -> cut.length() < 1)) {
            at.opaque();
            return;
        }
        if (cuts.stream().anyMatch(cut -> cut.step() != 1)) {
            at.opaque(List.of(cut(flow.spec(), cuts)));
            return;
        }
        for (Targets.Cut cut : cuts) {
            if (cut.length() < flow.spec().shape().size(cut.axis())) {
                flow = at.layer(new Slice(cut.axis(), cut.start(), cut.length(), false), List.of(flow), List.of());
            }
        }
        at.bind(flow);
    }

    private static TensorSpec cut(TensorSpec spec, List<Targets.Cut> cuts) {
        Shape shape = spec.shape();
        for (Targets.Cut cut : cuts) {
            shape = shape.with(cut.axis(), cut.length());
        }
        return new TensorSpec(shape, spec.type());
    }

    /** Starts, ends, axes and steps, from inputs or, in old files, attributes. */
    private static List<Held> slicing(Context at) {
        List<Held> numbers = new ArrayList<>(List.of(Translation.MISSING));
        if (at.node.attributes().containsKey("starts")) {
            for (String name : List.of("starts", "ends", "axes")) {
                List<Long> listed = at.node.integers(name, List.of());
                if (!listed.isEmpty()) {
                    numbers.add(Held.list(listed));
                }
            }
        } else {
            numbers.addAll(at.helds());
        }
        return numbers;
    }

    /** One element, or a row of them, of one axis. */
    static void pick(Context at) {
        Flow flow = at.flow(0);
        Held indices = at.held(1);
        List<Long> wanted = indices == null ? null : indices.integers();
        int axis = flow == null
                ? -1
                : Targets.axis(at.node.integer("axis", 0), flow.spec().shape().rank());
        if (flow == null
                || indices == null
                || axis < 0
                || axis >= flow.spec().shape().rank()) {
            at.opaque();
            return;
        }
        boolean one = indices.sizes().isEmpty();
        if (!one && indices.sizes().size() != 1) {
            at.opaque();
            return;
        }
        long size = flow.spec().shape().size(axis);
        long first = wanted == null || wanted.isEmpty() ? 0 : wanted.getFirst();
        long length = indices.elements();
        long start = Math.clamp(first < 0 ? first + size : first, 0, Math.max(0, size - length));
        if (!neighbours(wanted)) {
            Shape shape = flow.spec().shape().with(axis, Math.min(length, size));
            List<Long> sizes = new ArrayList<>(shape.dimensions());
            if (one) {
                sizes.remove(axis);
            }
            at.opaque(List.of(new TensorSpec(new Shape(sizes), flow.spec().type())));
            return;
        }
        at.layer(new Slice(axis, start, Math.min(length, size), one), List.of(flow), List.of());
    }

    /** Whether indices are known and follow one another. */
    private static boolean neighbours(@Nullable List<Long> indices) {
        if (indices == null || indices.isEmpty()) {
            return false;
        }
        for (int i = 1; i < indices.size(); i++) {
            if (indices.get(i) != indices.get(i - 1) + 1) {
                return false;
            }
        }
        return true;
    }

    void expand(Context at) {
        Flow flow = at.flow(0);
        Held target = at.held(1);
        List<Long> sizes = target == null ? null : target.integers();
        if (flow == null || sizes == null) {
            at.opaque();
            return;
        }
        List<Long> to = Targets.broadcast(flow.spec().shape().dimensions(), sizes);
        if (to == null || to.equals(flow.spec().shape().dimensions())) {
            at.bind(flow);
        } else {
            Shape constant = new Shape(OperatorMapping.sampleFree(sizes));
            at.layer(new Elementwise("Expand", 1, constant, List.of(), 0), List.of(flow), List.of());
        }
    }

    void pad(Context at) {
        Flow flow = at.flow(0);
        Held input = at.held(1);
        List<Long> pads = input == null ? at.node.integers("pads", List.of()) : input.integers();
        if (flow == null
                || pads == null
                || pads.size() != 2 * flow.spec().shape().rank()) {
            at.opaque();
            return;
        }
        Shape shape = flow.spec().shape();
        int rank = shape.rank();
        for (int axis = 0; axis < rank; axis++) {
            shape = shape.with(axis, Math.max(1, shape.size(axis) + pads.get(axis) + pads.get(axis + rank)));
        }
        at.opaque(List.of(new TensorSpec(shape, flow.spec().type())));
    }
}
