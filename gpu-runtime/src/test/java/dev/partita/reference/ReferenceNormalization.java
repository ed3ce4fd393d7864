package dev.partita.reference;

import dev.partita.kernel.NormalizationKernel;
import dev.partita.kernel.NormalizationKernel.BatchNorm;
import dev.partita.kernel.NormalizationKernel.BatchNormInputGradient;
import dev.partita.kernel.NormalizationKernel.BatchNormWeightGradient;
import dev.partita.kernel.NormalizationKernel.LayerNorm;
import dev.partita.kernel.NormalizationKernel.LayerNormInputGradient;
import dev.partita.kernel.NormalizationKernel.LayerNormWeightGradient;
import dev.partita.kernel.NormalizationKernel.LocalResponseNorm;
import dev.partita.kernel.NormalizationKernel.LocalResponseNormGradient;
import dev.partita.kernel.NormalizationKernel.RmsNorm;
import dev.partita.kernel.NormalizationKernel.RmsNormInputGradient;
import dev.partita.kernel.NormalizationKernel.RmsNormWeightGradient;
import dev.partita.kernel.NormalizationKernel.RunningStatistics;

/** Layer norm and batch norm are one formula over lines of the matrix: its rows, or its columns. */
final class ReferenceNormalization {

    /** Names the i-th element of a line and its number among gamma and beta. */
    private record Lines(boolean rows, int count, int length) {
        static Lines rows(NormalizationKernel kernel) {
            return new Lines(true, (int) kernel.rows(), (int) kernel.columns());
        }

        static Lines columns(NormalizationKernel kernel) {
            return new Lines(false, (int) kernel.columns(), (int) kernel.rows());
        }

        int[] place(int line, int i) {
            return rows ? new int[] {line, i} : new int[] {i, line};
        }

        int channel(int line, int i) {
            return rows ? i : line;
        }
    }

    private ReferenceNormalization() {}

    static void run(NormalizationKernel kernel, Tensor[] operands) {
        switch (kernel) {
            case LayerNorm norm -> forward(Lines.rows(kernel), norm.epsilon(), operands);
            case BatchNorm norm -> forward(Lines.columns(kernel), norm.epsilon(), operands);
            case LayerNormInputGradient _ -> inputGradient(Lines.rows(kernel), operands);
            case BatchNormInputGradient _ -> inputGradient(Lines.columns(kernel), operands);
            case LayerNormWeightGradient _ -> weightGradient(Lines.rows(kernel), operands);
            case BatchNormWeightGradient _ -> weightGradient(Lines.columns(kernel), operands);
            case RmsNorm norm -> ReferenceRmsNorm.forward(norm, operands);
            case RmsNormInputGradient _ -> ReferenceRmsNorm.inputGradient(kernel, operands);
            case RmsNormWeightGradient _ -> ReferenceRmsNorm.weightGradient(kernel, operands);
            case RunningStatistics norm -> runningStatistics(norm, operands[0], operands[1], operands[2]);
            case LocalResponseNorm norm -> ReferenceLocalResponseNorm.forward(norm, operands[0], operands[1]);
            case LocalResponseNormGradient norm ->
                ReferenceLocalResponseNorm.backward(norm, operands[0], operands[1], operands[2]);
        }
    }

    private static void forward(Lines lines, double epsilon, Tensor[] operands) {
        Tensor x = operands[0];
        for (int line = 0; line < lines.count(); line++) {
            double mean = 0;
            double variance = 0;
            for (int i = 0; i < lines.length(); i++) {
                mean += x.at(lines.place(line, i)) / lines.length();
            }
            for (int i = 0; i < lines.length(); i++) {
                double centred = x.at(lines.place(line, i)) - mean;
                variance += centred * centred / lines.length();
            }
            double rstd = 1 / Math.sqrt(variance + epsilon);
            operands[4].set(mean, 0, line);
            operands[4].set(rstd, 1, line);
            for (int i = 0; i < lines.length(); i++) {
                int channel = lines.channel(line, i);
                double normalized = (x.at(lines.place(line, i)) - mean) * rstd;
                operands[3].set(operands[1].at(channel) * normalized + operands[2].at(channel), lines.place(line, i));
            }
        }
    }

    /** With g = gamma dy and n = (x - mean) rstd: dx = rstd (g - mean(g) - n mean(g n)) over each line. */
    private static void inputGradient(Lines lines, Tensor[] operands) {
        Tensor gamma = operands[1];
        Tensor dy = operands[3];
        for (int line = 0; line < lines.count(); line++) {
            double meanG = 0;
            double meanGn = 0;
            for (int i = 0; i < lines.length(); i++) {
                double g = gamma.at(lines.channel(line, i)) * dy.at(lines.place(line, i));
                meanG += g / lines.length();
                meanGn += g * normalized(lines, operands[0], operands[2], line, i) / lines.length();
            }
            for (int i = 0; i < lines.length(); i++) {
                double g = gamma.at(lines.channel(line, i)) * dy.at(lines.place(line, i));
                double n = normalized(lines, operands[0], operands[2], line, i);
                operands[4].set(operands[2].at(1, line) * (g - meanG - n * meanGn), lines.place(line, i));
            }
        }
    }

    private static void weightGradient(Lines lines, Tensor[] operands) {
        for (int line = 0; line < lines.count(); line++) {
            for (int i = 0; i < lines.length(); i++) {
                double dy = operands[2].at(lines.place(line, i));
                double n = normalized(lines, operands[0], operands[1], line, i);
                operands[3].add(dy * n, lines.channel(line, i));
                operands[4].add(dy, lines.channel(line, i));
            }
        }
    }

    private static void runningStatistics(RunningStatistics norm, Tensor batch, Tensor mean, Tensor variance) {
        double unbiased = norm.rows() > 1 ? norm.rows() / (norm.rows() - 1.0) : 1;
        for (int c = 0; c < norm.columns(); c++) {
            double newest = Math.max(0, Math.pow(batch.at(1, c), -2) - norm.epsilon()) * unbiased;
            mean.set((1 - norm.momentum()) * mean.at(c) + norm.momentum() * batch.at(0, c), c);
            variance.set((1 - norm.momentum()) * variance.at(c) + norm.momentum() * newest, c);
        }
    }

    private static double normalized(Lines lines, Tensor x, Tensor statistics, int line, int i) {
        return (x.at(lines.place(line, i)) - statistics.at(0, line)) * statistics.at(1, line);
    }
}
