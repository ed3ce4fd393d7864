package dev.partita.reference;

import dev.partita.kernel.PoolingKernel;
import dev.partita.kernel.PoolingKernel.AveragePool;
import dev.partita.kernel.PoolingKernel.AveragePoolGradient;
import dev.partita.kernel.PoolingKernel.MaxPool;
import dev.partita.kernel.PoolingKernel.MaxPoolGradient;
import dev.partita.kernel.PoolingShape;
import java.util.ArrayList;
import java.util.List;

final class ReferencePooling {
    /** A place in the image and its number inside the window, row by row. */
    private record Place(int number, int height, int width) {}

    private ReferencePooling() {}

    static void run(PoolingKernel kernel, Tensor[] operands) {
        PoolingShape shape = kernel.shape();
        if (kernel instanceof MaxPoolGradient || kernel instanceof AveragePoolGradient) {
            operands[operands.length - 1].fill(0);
        }
        for (int n = 0; n < shape.samples(); n++) {
            for (int h = 0; h < shape.output().height(); h++) {
                for (int w = 0; w < shape.output().width(); w++) {
                    for (int c = 0; c < shape.channels(); c++) {
                        window(kernel, places(shape, h, w), operands, n, h, w, c);
                    }
                }
            }
        }
    }

    private static void window(PoolingKernel kernel, List<Place> places, Tensor[] x, int n, int h, int w, int c) {
        switch (kernel) {
            case MaxPool _ -> {
                Place winner = places.getFirst();
                for (Place place : places) {
                    winner = at(x[0], place, n, c) > at(x[0], winner, n, c) ? place : winner;
                }
                x[1].set(at(x[0], winner, n, c), n, h, w, c);
                x[2].set(winner.number(), n, h, w, c);
            }
            case MaxPoolGradient _ ->
                places.stream()
                        .filter(place -> place.number() == x[0].integer(n, h, w, c))
                        .forEach(winner -> x[2].add(x[1].at(n, h, w, c), n, winner.height(), winner.width(), c));
            case AveragePool _ ->
                x[1].set(
                        places.stream()
                                        .mapToDouble(place -> at(x[0], place, n, c))
                                        .sum()
                                / places.size(),
                        n,
                        h,
                        w,
                        c);
            case AveragePoolGradient _ ->
                places.forEach(
                        place -> x[1].add(x[0].at(n, h, w, c) / places.size(), n, place.height(), place.width(), c));
        }
    }

    private static double at(Tensor image, Place place, int n, int c) {
        return image.at(n, place.height(), place.width(), c);
    }

    /** What of a window lies in the image, in order. */
    private static List<Place> places(PoolingShape shape, int h, int w) {
        List<Place> places = new ArrayList<>();
        for (int number = 0; number < shape.window().area(); number++) {
            int height = (int) (h * shape.stride().height()
                    - shape.padding().height()
                    + number / shape.window().width());
            int width = (int) (w * shape.stride().width()
                    - shape.padding().width()
                    + number % shape.window().width());
            boolean inside = height >= 0
                    && width >= 0
                    && height < shape.input().height()
                    && width < shape.input().width();
            if (inside) {
                places.add(new Place(number, height, width));
            }
        }
        return places;
    }
}
