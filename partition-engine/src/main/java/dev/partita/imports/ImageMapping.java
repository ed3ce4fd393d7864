package dev.partita.imports;

import dev.partita.imports.Translation.Context;
import dev.partita.operator.Conv2d;
import dev.partita.operator.Convolution;
import dev.partita.operator.Initialization;
import dev.partita.operator.MaxPool2d;
import dev.partita.operator.Operator;
import dev.partita.operator.Pool2d;
import dev.partita.operator.Reduce;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Convolutions and pooling. */
final class ImageMapping {
    private static final long LARGEST_WINDOW = 16;

    /** Kernel, stride, dilation and padding of a node, one number per axis of the image. */
    private record Window(List<Long> kernel, List<Long> stride, List<Long> dilation, List<Long> padding, boolean even) {
        static Window of(Context at, List<Long> kernel, Shape image) {
            int axes = kernel.size();
            List<Long> ones = Collections.nCopies(axes, 1L);
            List<Long> stride = at.node.integers("strides", ones);
            List<Long> dilation = at.node.integers("dilations", ones);
            List<Long> pads = at.node.integers("pads", Collections.nCopies(2 * axes, 0L));
            String automatic = at.node.text("auto_pad", "NOTSET");
            List<Long> padding = new ArrayList<>();
            boolean even = true;
            for (int i = 0; i < axes; i++) {
                long reach = dilation.get(i) * (kernel.get(i) - 1) + 1;
                long size = image.size(2 + i);
                long both = switch (automatic) {
                    case "SAME_UPPER", "SAME_LOWER" ->
                        Math.max(0, (Math.ceilDiv(size, stride.get(i)) - 1) * stride.get(i) + reach - size);
                    case "VALID" -> 0;
                    default -> pads.get(i) + pads.get(i + axes);
                };
                padding.add(both);
                even &= both % 2 == 0
                        && (!automatic.equals("NOTSET") || pads.get(i).equals(pads.get(i + axes)));
            }
            return new Window(kernel, stride, dilation, padding, even);
        }

        boolean square() {
            return kernel.size() == 2
                    && even
                    && new HashSet<>(kernel).size() == 1
                    && new HashSet<>(stride).size() == 1
                    && new HashSet<>(padding).size() == 1
                    && dilation.stream().allMatch(step -> step == 1);
        }
    }

    void convolution(Context at) {
        Flow x = at.flow(0);
        Held weight = at.held(1);
        Held bias = zero(at.held(2)) ? null : at.held(2);
        if (x == null
                || weight == null
                || weight.sizes().size() < 3
                || weight.sizes().size() > 5) {
            at.opaque();
            return;
        }
        long groups = at.node.integer("group", 1);
        long outputs = weight.sizes().get(0);
        long inputs = Math.multiplyExact(weight.sizes().get(1), groups);
        List<Long> kernel = weight.sizes().subList(2, weight.sizes().size());
        Window window = Window.of(at, kernel, x.spec().shape());
        if (lopsided(window)) {
            at.opaque();
            return;
        }
        List<Weight> weights = new ArrayList<>(List.of(weight.weight()));
        if (bias != null) {
            weights.add(bias.weight());
        }
        double deviation = Math.sqrt(2.0 * outputs / weight.elements());
        Operator operator = bias != null && window.square()
                ? new Conv2d(
                        inputs,
                        outputs,
                        kernel.getFirst(),
                        window.stride().getFirst(),
                        window.padding().getFirst() / 2,
                        groups,
                        new Initialization.Normal(deviation))
                : new Convolution(
                        inputs,
                        outputs,
                        kernel,
                        window.stride(),
                        window.padding(),
                        window.dilation(),
                        groups,
                        bias != null);
        at.layer(operator, List.of(x), weights);
    }

    /** Exporters write a bias where there is none: zeros that no module holds. */
    private static boolean zero(@Nullable Held bias) {
        return bias != null
                && bias.source().isEmpty()
                && bias.numbers() != null
                && bias.numbers().stream().allMatch(number -> number == 0);
    }

    /** Padding is kept as the sum of both sides, so sides that differ by an even number cannot be told from equal ones. */
    private static boolean lopsided(Window window) {
        return !window.even() && window.padding().stream().allMatch(both -> both % 2 == 0);
    }

    void pool(Context at) {
        Flow x = at.flows().getFirst();
        List<Long> kernel = at.node.integers("kernel_shape", List.of());
        if (x.spec().shape().rank() != 4 || kernel.size() != 2) {
            at.opaque();
            return;
        }
        Window window = Window.of(at, kernel, x.spec().shape());
        if (lopsided(window)) {
            at.opaque();
            return;
        }
        boolean ceiling = at.node.integer("ceil_mode", 0) != 0;
        boolean plain = at.node.operator().equals("MaxPool")
                && window.square()
                && window.padding().getFirst() == 0
                && !ceiling
                && kernel.getFirst() <= LARGEST_WINDOW;
        Operator operator = plain
                ? new MaxPool2d(kernel.getFirst(), window.stride().getFirst())
                : new Pool2d(function(at, window), kernel, window.stride(), window.padding(), ceiling);
        at.layer(operator, List.of(x), List.of());
    }

    /** A mean in which padding counts is another function. */
    private static String function(Context at, Window window) {
        boolean counts = at.node.operator().equals(Pool2d.MEAN)
                && at.node.integer("count_include_pad", 0) != 0
                && window.padding().stream().anyMatch(both -> both > 0);
        return counts ? "AveragePoolWithPadding" : at.node.operator();
    }

    void globalPool(Context at) {
        int rank = at.flows().getFirst().spec().shape().rank();
        List<Integer> axes = IntStream.range(2, rank).boxed().toList();
        at.layer(new Reduce(at.node.operator(), axes, true), at.flows(), List.of());
    }
}
