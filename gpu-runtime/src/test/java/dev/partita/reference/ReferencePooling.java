package dev.partita.reference;

import dev.partita.kernel.PoolingKernel;
import dev.partita.kernel.PoolingKernel.MaxPool;
import dev.partita.kernel.PoolingKernel.MaxPoolGradient;

final class ReferencePooling {
    private ReferencePooling() {}

    static void run(PoolingKernel kernel, Tensor[] operands) {
        int window = (int) kernel.window();
        int stride = (int) kernel.stride();
        if (kernel instanceof MaxPoolGradient) {
            operands[2].fill(0);
        }
        for (int n = 0; n < kernel.samples(); n++) {
            for (int h = 0; h < kernel.outputHeight(); h++) {
                for (int w = 0; w < kernel.outputWidth(); w++) {
                    for (int c = 0; c < kernel.channels(); c++) {
                        switch (kernel) {
                            case MaxPool _ -> {
                                int winner = winner(operands[0], window, n, h * stride, w * stride, c);
                                int top = h * stride + winner / window;
                                int left = w * stride + winner % window;
                                operands[1].set(operands[0].at(n, top, left, c), n, h, w, c);
                                operands[2].set(winner, n, h, w, c);
                            }
                            case MaxPoolGradient _ -> {
                                int winner = operands[0].integer(n, h, w, c);
                                int top = h * stride + winner / window;
                                int left = w * stride + winner % window;
                                operands[2].add(operands[1].at(n, h, w, c), n, top, left, c);
                            }
                        }
                    }
                }
            }
        }
    }

    /** The number of the first largest element of the window whose corner is (top, left). */
    private static int winner(Tensor input, int window, int n, int top, int left, int c) {
        int winner = 0;
        for (int number = 1; number < window * window; number++) {
            double value = input.at(n, top + number / window, left + number % window, c);
            if (value > input.at(n, top + winner / window, left + winner % window, c)) {
                winner = number;
            }
        }
        return winner;
    }
}
