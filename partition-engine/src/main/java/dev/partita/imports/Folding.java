package dev.partita.imports;

import dev.partita.imports.OnnxModel.Node;
import dev.partita.tensor.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Computes what does not depend on the inputs: shapes, axes and masks. Lists of numbers are computed where they are short;
 * of everything else only the sizes are.
 */
final class Folding {
    private Folding() {}

    /** The result of a node all of whose inputs are held; null where not even its sizes follow. */
    static @Nullable Held fold(Node node, List<Held> in) {
        if (in.isEmpty()) {
            return null;
        }
        Held x = in.getFirst();
        return switch (node.operator()) {
            case "Identity", "Dropout" -> x;
            case "Cast" -> cast(x, OnnxModel.type((int) node.integer("to", 1)));
            case "Transpose" -> transposed(x, node.integers("perm", List.of()));
            case "Reshape" -> in.size() < 2 ? null : reshaped(x, in.get(1).integers());
            case "Unsqueeze" -> unsqueezed(x, axes(node, in));
            case "Squeeze" -> squeezed(x, axes(node, in));
            case "Concat" -> concatenated(node, in);
            case "Gather" -> in.size() < 2 ? null : gathered(x, in.get(1), node.integer("axis", 0));
            case "Slice" -> sliced(x, in);
            case "ConstantOfShape" -> filled(node, x);
            case "Expand" -> in.size() < 2 ? null : expanded(x, in.get(1).integers());
            case "Range" -> in.size() < 3 ? null : range(in);
            case "Size" -> Held.numbers(List.of((double) x.elements()), List.of(), DataType.INT32);
            case "ReduceProd" ->
                x.numbers() == null
                        ? null
                        : Held.numbers(List.of(x.numbers().stream().reduce(1.0, (a, b) -> a * b)), List.of(), x.type());
            case "Sqrt" -> mapped(x, Math::sqrt);
            case "Neg" -> mapped(x, v -> -v);
            case "Floor" -> mapped(x, Math::floor);
            case "Ceil" -> mapped(x, Math::ceil);
            case "Where" -> in.size() < 3 ? null : chosen(in);
            default -> in.size() == 2 ? combined(node.operator(), x, in.get(1)) : same(in);
        };
    }

    private static Held cast(Held x, @Nullable DataType type) {
        DataType to = type == null ? x.type() : type;
        List<Double> numbers = x.numbers() == null || to.floatingPoint()
                ? x.numbers()
                : x.numbers().stream()
                        .map(value -> value < 0 ? Math.ceil(value) : Math.floor(value))
                        .toList();
        return new Held(x.source(), x.sizes(), to, numbers, x.view());
    }

    private static Held transposed(Held x, List<Long> order) {
        List<Long> sizes = new ArrayList<>();
        int rank = x.sizes().size();
        for (int i = 0; i < rank; i++) {
            sizes.add(x.sizes().get(order.isEmpty() ? rank - 1 - i : Math.clamp(order.get(i), 0, rank - 1)));
        }
        return new Held(x.source(), sizes, x.type(), rank <= 1 ? x.numbers() : null, turned(x, order));
    }

    static @Nullable Held reshaped(Held x, @Nullable List<Long> target) {
        List<Long> sizes = target == null ? null : Targets.resolved(x.sizes(), target);
        return sizes == null ? null : x.with(sizes);
    }

    static @Nullable List<Long> axes(Node node, List<Held> in) {
        return in.size() > 1 ? in.get(1).integers() : node.integers("axes", List.of());
    }

    private static @Nullable Held unsqueezed(Held x, @Nullable List<Long> axes) {
        return axes == null ? null : x.with(Targets.unsqueezed(x.sizes(), axes));
    }

    private static @Nullable Held squeezed(Held x, @Nullable List<Long> axes) {
        return axes == null ? null : x.with(Targets.squeezed(x.sizes(), axes));
    }

    private static @Nullable Held concatenated(Node node, List<Held> in) {
        List<Double> numbers = new ArrayList<>();
        boolean known = in.stream()
                .allMatch(part -> part.numbers() != null && part.sizes().size() <= 1);
        List<Long> sizes = new ArrayList<>(in.getFirst().sizes());
        int axis = Targets.axis(node.integer("axis", 0), sizes.size());
        if (axis < 0 || axis >= sizes.size()) {
            return null;
        }
        long total = 0;
        for (Held part : in) {
            if (part.sizes().size() != sizes.size()) {
                return null;
            }
            total = Math.addExact(total, part.sizes().get(axis));
            if (known && part.numbers() != null) {
                numbers.addAll(part.numbers());
            }
        }
        sizes.set(axis, total);
        return new Held("", sizes, in.getFirst().type(), known ? numbers : null);
    }

    private static @Nullable Held gathered(Held x, Held indices, long axisGiven) {
        int axis = Targets.axis(axisGiven, x.sizes().size());
        if (axis < 0 || axis >= x.sizes().size()) {
            return null;
        }
        List<Long> sizes = new ArrayList<>(x.sizes().subList(0, axis));
        sizes.addAll(indices.sizes());
        sizes.addAll(x.sizes().subList(axis + 1, x.sizes().size()));
        List<Long> wanted = indices.integers();
        if (x.numbers() == null || wanted == null || x.sizes().size() != 1) {
            return new Held(x.source(), sizes, x.type(), null, axis == 0 ? cut(x, first(indices)) : null);
        }
        List<Double> numbers = new ArrayList<>();
        for (long index : wanted) {
            long at = index < 0 ? index + x.numbers().size() : index;
            if (at < 0 || at >= x.numbers().size()) {
                return null;
            }
            numbers.add(x.numbers().get((int) at));
        }
        return new Held(x.source(), sizes, x.type(), numbers);
    }

    private static @Nullable Held sliced(Held x, List<Held> in) {
        List<Targets.Cut> cuts = Targets.cuts(x.sizes(), in);
        if (cuts == null) {
            return null;
        }
        List<Long> sizes = new ArrayList<>(x.sizes());
        cuts.forEach(cut -> sizes.set(cut.axis(), cut.length()));
        if (sizes.contains(0L) && x.numbers() == null) {
            return null;
        }
        boolean list = x.numbers() != null
                && x.sizes().size() == 1
                && cuts.size() == 1
                && cuts.getFirst().step() == 1;
        Targets.Cut cut = cuts.isEmpty() ? null : cuts.getFirst();
        List<Double> numbers = cuts.isEmpty()
                ? x.numbers()
                : list && x.numbers() != null && cut != null
                        ? x.numbers().subList((int) cut.start(), (int) (cut.start() + cut.length()))
                        : null;
        boolean rows = cuts.size() == 1
                && cuts.getFirst().axis() == 0
                && cuts.getFirst().step() == 1;
        View view = sizes.equals(x.sizes())
                ? x.view()
                : rows ? cut(x, cuts.getFirst().start()) : null;
        return new Held(x.source(), sizes, x.type(), numbers, view);
    }

    /** The same tensor from a row on. */
    private static @Nullable View cut(Held x, long first) {
        View view = x.view();
        return view == null || view.transposed() || first < 0 || !x.sizes().equals(view.sizes())
                ? null
                : new View(view.tensor(), view.sizes(), false, view.firstRow() + first);
    }

    /** Where indices begin that follow one another; -1 where they do not, or are not known. */
    private static long first(Held indices) {
        List<Long> wanted = indices.integers();
        if (wanted == null || wanted.isEmpty()) {
            return -1;
        }
        for (int i = 1; i < wanted.size(); i++) {
            if (wanted.get(i) != wanted.get(i - 1) + 1) {
                return -1;
            }
        }
        return wanted.getFirst();
    }

    private static @Nullable View turned(Held x, List<Long> order) {
        View view = x.view();
        int rank = x.sizes().size();
        boolean two = rank == 2 && (order.isEmpty() || order.equals(List.of(1L, 0L)));
        if (view == null
                || !two
                || !view.sizes().equals(view.transposed() ? x.sizes().reversed() : x.sizes())) {
            return null;
        }
        return new View(view.tensor(), view.sizes(), !view.transposed(), view.firstRow());
    }

    private static @Nullable Held filled(Node node, Held x) {
        List<Long> sizes = x.integers();
        if (sizes == null || sizes.stream().anyMatch(size -> size < 0)) {
            return null;
        }
        OnnxModel.Attribute value = node.attributes().get("value");
        OnnxModel.Tensor tensor = value == null ? null : value.tensor();
        DataType type = tensor == null ? DataType.FLOAT32 : OnnxModel.type(tensor.type());
        Held held = Held.of(sizes, type == null ? DataType.FLOAT32 : type);
        List<Double> one = tensor == null ? List.of(0.0) : tensor.numbers();
        boolean few = held.elements() <= Wire.KEPT_NUMBERS && one != null && one.size() == 1;
        return few && one != null
                ? Held.numbers(Collections.nCopies((int) held.elements(), one.getFirst()), sizes, held.type())
                : held;
    }

    private static @Nullable Held expanded(Held x, @Nullable List<Long> target) {
        List<Long> sizes = target == null ? null : Targets.broadcast(x.sizes(), target);
        return sizes == null
                ? null
                : new Held(x.source(), sizes, x.type(), spread(x, sizes), sizes.equals(x.sizes()) ? x.view() : null);
    }

    /** One number wherever it was expanded to, as far as numbers are kept. */
    private static @Nullable List<Double> spread(Held x, List<Long> sizes) {
        if (sizes.equals(x.sizes()) || x.numbers() == null) {
            return x.numbers();
        }
        long count = sizes.stream().reduce(1L, Math::multiplyExact);
        return x.elements() == 1 && count > 0 && count <= Wire.KEPT_NUMBERS
                ? Collections.nCopies((int) count, x.numbers().getFirst())
                : null;
    }

    private static @Nullable Held range(List<Held> in) {
        double[] ends = new double[3];
        for (int i = 0; i < 3; i++) {
            List<Double> numbers = in.get(i).numbers();
            if (numbers == null || numbers.isEmpty()) {
                return null;
            }
            ends[i] = numbers.getFirst();
        }
        double count = ends[2] == 0 ? -1 : Math.ceil((ends[1] - ends[0]) / ends[2]);
        if (count < 1 || count > Integer.MAX_VALUE) {
            return null;
        }
        List<Long> sizes = List.of((long) count);
        DataType type = in.getFirst().type();
        if (count > Wire.KEPT_NUMBERS) {
            return Held.of(sizes, type);
        }
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(ends[0] + i * ends[2]);
        }
        return Held.numbers(numbers, sizes, type);
    }

    private static Held mapped(Held x, java.util.function.DoubleUnaryOperator function) {
        return x.numbers() == null
                ? Held.of(x.sizes(), x.type())
                : Held.numbers(x.numbers().stream().map(function::applyAsDouble).toList(), x.sizes(), x.type());
    }

    private static @Nullable Held chosen(List<Held> in) {
        List<Double> condition = in.get(0).numbers();
        List<Double> yes = in.get(1).numbers();
        List<Double> no = in.get(2).numbers();
        if (condition == null
                || yes == null
                || no == null
                || yes.size() != condition.size()
                || no.size() != yes.size()) {
            return same(in);
        }
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < condition.size(); i++) {
            numbers.add(condition.get(i) != 0 ? yes.get(i) : no.get(i));
        }
        return Held.numbers(numbers, in.get(1).sizes(), in.get(1).type());
    }

    private static @Nullable Held combined(String operator, Held a, Held b) {
        DoubleBinaryOperator function = switch (operator) {
            case "Add" -> Double::sum;
            case "Sub" -> (x, y) -> x - y;
            case "Mul" -> (x, y) -> x * y;
            case "Div" -> a.type().floatingPoint() ? (x, y) -> x / y : (x, y) -> y == 0 ? 0 : Math.floor(x / y);
            case "Mod" -> (x, y) -> y == 0 ? 0 : x - y * Math.floor(x / y);
            case "Pow" -> Math::pow;
            case "Max" -> Math::max;
            case "Min" -> Math::min;
            case "Equal" -> (x, y) -> x == y ? 1 : 0;
            case "Less" -> (x, y) -> x < y ? 1 : 0;
            case "Greater" -> (x, y) -> x > y ? 1 : 0;
            default -> null;
        };
        List<Double> left = a.numbers();
        List<Double> right = b.numbers();
        if (function == null || left == null || right == null || left.isEmpty() || right.isEmpty()) {
            return same(List.of(a, b));
        }
        int count = Math.max(left.size(), right.size());
        if (left.size() != count && left.size() != 1 || right.size() != count && right.size() != 1) {
            return same(List.of(a, b));
        }
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(
                    function.applyAsDouble(left.get(left.size() == 1 ? 0 : i), right.get(right.size() == 1 ? 0 : i)));
        }
        List<Long> sizes = Targets.broadcast(a.sizes(), b.sizes());
        return sizes == null ? null : Held.numbers(numbers, sizes, a.type());
    }

    private static @Nullable Held same(List<Held> in) {
        List<Long> sizes = List.of();
        for (Held part : in) {
            sizes = sizes == null ? null : Targets.broadcast(sizes, part.sizes());
        }
        return sizes == null ? null : Held.of(sizes, in.getLast().type());
    }
}
