package dev.partita.cpu;

import dev.partita.kernel.AttentionKernel;
import dev.partita.kernel.AttentionShape;
import dev.partita.kernel.ConvolutionKernel;
import dev.partita.kernel.ConvolutionShape;
import dev.partita.kernel.DenseLossKernel;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.HostKernel;
import dev.partita.kernel.IndexKernel;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.LossKernel;
import dev.partita.kernel.MatrixKernel;
import dev.partita.kernel.MixedKernel;
import dev.partita.kernel.MoveKernel;
import dev.partita.kernel.NormalizationKernel;
import dev.partita.kernel.OperandUse;
import dev.partita.kernel.PoolingKernel;
import dev.partita.kernel.PoolingShape;
import dev.partita.kernel.PoolingShape.Size;
import dev.partita.kernel.ReductionKernel;
import dev.partita.kernel.RoutingKernel;
import dev.partita.kernel.SoftmaxKernel;
import dev.partita.kernel.UpdateKernel;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One kernel of every kind in small random shapes, odd ones and single rows and columns included, with contents. */
final class RandomKernels {
    private static final DataType FLOAT = DataType.FLOAT32;

    private final Random random;

    private RandomKernels(long seed) {
        this.random = new Random(seed);
    }

    static List<Kernel> of(long seed) {
        List<Kernel> kernels = new RandomKernels(seed).kernels();
        DataType type = seed % 2 == 0 ? DataType.BFLOAT16 : DataType.FLOAT16;
        List<Kernel> mixed = kernels.stream()
                .filter(kernel -> !(kernel instanceof UpdateKernel || kernel instanceof HostKernel))
                .filter(kernel -> kernel.operands().stream()
                        .noneMatch(use -> use.spec().type().half()))
                .map(kernel -> mixed(kernel, type))
                .filter(kernel -> kernel instanceof MixedKernel)
                .toList();
        kernels.addAll(mixed);
        return kernels;
    }

    /** As layers are lowered: statistics and what is added up stay in floats. */
    private static Kernel mixed(Kernel kernel, DataType type) {
        List<DataType> types = kernel.operands().stream()
                .map(use -> use.spec().type() == FLOAT && !use.exact() && use.access() != OperandUse.Access.UPDATE
                        ? type
                        : use.spec().type())
                .toList();
        return types.contains(type) ? new MixedKernel(kernel, types, false) : kernel;
    }

    /** Contents of every operand that the kernel can read, valid for their roles. */
    static double[][] operands(Kernel called, long seed) {
        Kernel kernel = MixedKernel.computed(called);
        Random random = new Random(seed);
        double[][] operands = kernel.operands().stream()
                .map(use -> random.doubles(use.spec().shape().elements(), -1, 1)
                        .map(value -> content(kernel, use, value))
                        .toArray())
                .toArray(double[][]::new);
        if (kernel instanceof AttentionKernel attention
                && attention.shape().causal()
                && !(kernel instanceof AttentionKernel.Attention)) {
            hideFuture(operands[1], (int) attention.shape().queries());
        }
        return operands;
    }

    /** Probabilities above the diagonal are zero, as the forward kernel leaves them. */
    private static void hideFuture(double[] probabilities, int sequence) {
        for (int i = 0; i < probabilities.length; i++) {
            if (i % sequence > i / sequence % sequence) {
                probabilities[i] = 0;
            }
        }
    }

    private static double content(Kernel kernel, OperandUse use, double value) {
        int index = (int) (Math.abs(value) * 1_000_000);
        return switch (use.role()) {
            case "indices" -> index % tableRows((IndexKernel) kernel);
            case "targets" -> index % 5 == 0 ? LossKernel.IGNORED : index % classes((LossKernel) kernel);
            case "sums" -> 1.5 + value;
            case "slots" -> TextKernels.slot(((RoutingKernel) kernel).routes(), index);
            case "winners" -> index % ((PoolingKernel) kernel).shape().window().area();
            case "secondMoment", "squareSum", "clipFactor" -> Math.abs(value);
            // Few different values, so that windows have ties.
            case "input" -> kernel instanceof PoolingKernel ? Math.rint(4 * value) / 4 : value;
            default -> value;
        };
    }

    /** Of all ranks. */
    private static long tableRows(IndexKernel kernel) {
        return switch (kernel) {
            case IndexKernel.Gather gather -> gather.tableRows();
            case IndexKernel.ScatterAdd scatter -> scatter.tableRows();
            case IndexKernel.GatherPart part -> part.ranks() * part.tableRows();
            case IndexKernel.ScatterAddPart part -> part.ranks() * part.tableRows();
        };
    }

    /** Of all ranks. */
    private static long classes(LossKernel kernel) {
        return switch (kernel) {
            case LossKernel.PartSums part -> part.ranks() * part.classes();
            case LossKernel.PartGradient part -> part.ranks() * part.classes();
            case LossKernel.CrossEntropy _,
                    LossKernel.CrossEntropyGradient _,
                    LossKernel.PartLargest _,
                    LossKernel.PartLoss _ -> kernel.classes();
        };
    }

    private List<Kernel> kernels() {
        List<Kernel> kernels = new ArrayList<>();
        matrices(kernels);
        attention(kernels);
        convolutions(kernels);
        pooling(kernels);
        moves(kernels);
        reductions(kernels);
        normalizations(kernels);
        elementwise(kernels);
        indices(kernels);
        updates(kernels);
        TextKernels.add(kernels, random);
        kernels.add(new HostKernel.LoadInput("tokens", TensorSpec.int32(size(20))));
        return kernels;
    }

    private void matrices(List<Kernel> kernels) {
        boolean yes = random.nextBoolean();
        boolean no = random.nextBoolean();
        kernels.add(new MatrixKernel.MatMul(size(70), size(70), size(70), yes, no, false, random.nextBoolean(), FLOAT));
        kernels.add(new MatrixKernel.MatMul(size(70), size(70), size(70), no, yes, true, random.nextBoolean(), FLOAT));
        kernels.add(new MatrixKernel.BatchMatMul(size(5), size(40), size(40), size(40), yes, no, FLOAT));
        kernels.add(new MatrixKernel.SumRows(size(700), size(40), FLOAT));
        kernels.add(new MatrixKernel.Transpose(size(4), size(40), size(40), FLOAT));
    }

    private void attention(List<Kernel> kernels) {
        long samples = size(3);
        long sequence = size(40);
        long heads = size(5);
        long headSize = size(20);
        boolean causal = random.nextBoolean();
        AttentionShape self = AttentionShape.self(samples, sequence, heads, headSize, causal, FLOAT);
        kernels.add(new AttentionKernel.Attention(self, false));
        kernels.add(new AttentionKernel.AttentionGradient(self));
    }

    private void convolutions(List<Kernel> kernels) {
        long groups = size(2);
        long window = size(5);
        ConvolutionShape shape = new ConvolutionShape(
                size(3),
                window + random.nextInt(8),
                window + random.nextInt(8),
                groups * size(20),
                groups * size(20),
                window,
                window,
                size(2),
                random.nextInt((int) window),
                groups,
                FLOAT);
        kernels.add(new ConvolutionKernel.Convolution(shape, random.nextBoolean()));
        kernels.add(new ConvolutionKernel.ConvolutionInputGradient(shape));
        kernels.add(new ConvolutionKernel.ConvolutionWeightGradient(shape));
    }

    private void pooling(List<Kernel> kernels) {
        Size window = new Size(1 + size(3), 1 + size(3));
        Size stride = new Size(size(3), size(2));
        Size padding = new Size(random.nextInt((int) window.height()), random.nextInt((int) window.width()));
        Size input = new Size(window.height() + random.nextInt(8), window.width() + random.nextInt(8));
        Size output = new Size(
                (input.height() + 2 * padding.height() - window.height()) / stride.height() + 1,
                (input.width() + 2 * padding.width() - window.width()) / stride.width() + 1);
        PoolingShape shape = new PoolingShape(size(3), size(40), input, output, window, stride, padding, FLOAT);
        kernels.add(new PoolingKernel.MaxPool(shape));
        kernels.add(new PoolingKernel.MaxPoolGradient(shape));
        kernels.add(new PoolingKernel.AveragePool(shape));
        kernels.add(new PoolingKernel.AveragePoolGradient(shape));
    }

    private void moves(List<Kernel> kernels) {
        long rows = size(30);
        List<Long> widths = List.of(size(20), size(20), size(3));
        kernels.add(new MoveKernel.JoinColumns(rows, widths, FLOAT));
        kernels.add(new MoveKernel.SplitColumns(rows, widths, FLOAT));
        long length = size(20);
        long start = size(10) - 1;
        kernels.add(new MoveKernel.SliceColumns(rows, start + length + size(5) - 1, start, length, FLOAT));
        kernels.add(new MoveKernel.PadColumns(rows, start + length + size(5) - 1, start, length, FLOAT));
        kernels.add(new MoveKernel.PrependVector(rows, size(40), size(9), FLOAT));
        List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
        Collections.shuffle(order, random);
        kernels.add(new MoveKernel.Permute(Shape.of(size(4), size(20), size(20), size(20)), order, FLOAT));
    }

    private void reductions(List<Kernel> kernels) {
        boolean mean = random.nextBoolean();
        long inner = random.nextBoolean() ? 1 : size(40);
        kernels.add(new ReductionKernel.AxisSum(size(5), size(60), inner, mean, FLOAT));
        kernels.add(new ReductionKernel.AxisSumGradient(size(5), size(60), inner, mean, FLOAT));
        kernels.add(new SoftmaxKernel.Softmax(size(30), size(70), FLOAT));
        kernels.add(new SoftmaxKernel.SoftmaxGradient(size(30), size(70), FLOAT));
        kernels.add(new DenseLossKernel.SoftCrossEntropy(size(30), size(50), size(100), FLOAT));
        kernels.add(new DenseLossKernel.SoftCrossEntropyGradient(size(30), size(50), size(100), FLOAT));
        kernels.add(new DenseLossKernel.SquaredError(size(30), size(5), size(100), FLOAT));
        kernels.add(new DenseLossKernel.SquaredErrorGradient(size(30), size(5), size(100), FLOAT));
    }

    private void normalizations(List<Kernel> kernels) {
        long rows = size(300);
        long columns = size(70);
        kernels.add(new NormalizationKernel.LayerNorm(rows, columns, 1e-5, FLOAT));
        kernels.add(new NormalizationKernel.LayerNormInputGradient(rows, columns, FLOAT));
        kernels.add(new NormalizationKernel.LayerNormWeightGradient(rows, columns, FLOAT));
        kernels.add(new NormalizationKernel.BatchNorm(rows, columns, 1e-5, FLOAT));
        kernels.add(new NormalizationKernel.BatchNormInputGradient(rows, columns, FLOAT));
        kernels.add(new NormalizationKernel.BatchNormWeightGradient(rows, columns, FLOAT));
        kernels.add(new NormalizationKernel.RunningStatistics(rows, columns, 1e-5, 0.1, FLOAT));
        long size = size(6);
        double beta = random.nextBoolean() ? 0.75 : random.nextDouble();
        kernels.add(new NormalizationKernel.LocalResponseNorm(rows, columns, size, 0.1, beta, 2, FLOAT));
        kernels.add(new NormalizationKernel.LocalResponseNormGradient(rows, columns, size, 0.1, beta, 2, FLOAT));
    }

    private void elementwise(List<Kernel> kernels) {
        for (ElementwiseKernel.Function function : ElementwiseKernel.Function.values()) {
            kernels.add(new ElementwiseKernel.Activation(function, size(300), FLOAT));
            kernels.add(new ElementwiseKernel.ActivationGradient(function, size(300), FLOAT));
        }
        kernels.add(new ElementwiseKernel.Add(size(300), FLOAT));
        kernels.add(new ElementwiseKernel.AddRow(size(20), size(70), FLOAT));
        kernels.add(new ElementwiseKernel.Accumulate(size(300), FLOAT));
        kernels.add(new ElementwiseKernel.Accumulate(size(3), DataType.FLOAT64));
        kernels.add(new ElementwiseKernel.Cast(size(300), FLOAT, DataType.BFLOAT16));
        kernels.add(new ElementwiseKernel.Cast(size(3000), FLOAT, DataType.FLOAT16));
        kernels.add(new ElementwiseKernel.Add(size(9000), DataType.BFLOAT16));
        kernels.add(new ElementwiseKernel.Zero(size(300), FLOAT));
        kernels.add(new ElementwiseKernel.Zero(1, DataType.FLOAT64));
        kernels.add(new ElementwiseKernel.Dropout(size(4), size(300), random.nextDouble() * 0.9, FLOAT));
    }

    private void indices(List<Kernel> kernels) {
        kernels.add(new IndexKernel.Gather(size(50), size(40), size(30), FLOAT));
        kernels.add(new IndexKernel.ScatterAdd(size(50), size(40), size(30), FLOAT));
        kernels.add(new LossKernel.CrossEntropy(size(30), size(50), size(100), FLOAT));
        kernels.add(new LossKernel.CrossEntropyGradient(size(30), size(50), size(100), FLOAT));
        kernels.add(new IndexKernel.GatherPart(size(50), size(40), size(30), 3, 0, FLOAT));
        kernels.add(new IndexKernel.ScatterAddPart(size(50), size(40), size(30), 3, 0, FLOAT));
        kernels.add(new LossKernel.PartLargest(size(30), size(50), FLOAT));
        kernels.add(new LossKernel.PartSums(size(30), size(50), 3, 0, FLOAT));
        kernels.add(new LossKernel.PartGradient(size(30), size(50), size(100), 3, 0, FLOAT));
        kernels.add(new LossKernel.PartLoss(size(30), size(50), size(100), FLOAT));
    }

    private void updates(List<Kernel> kernels) {
        boolean clipped = random.nextBoolean();
        double momentum = random.nextBoolean() ? 0.9 : 0;
        kernels.add(new UpdateKernel.SquareSum(size(1000), 1 + random.nextInt(4), FLOAT));
        kernels.add(new UpdateKernel.ClipFactor(0.5));
        kernels.add(new UpdateKernel.UnscaleFactor(0.5));
        kernels.add(new UpdateKernel.SgdUpdate(size(300), momentum, 0.01, clipped, FLOAT));
        kernels.add(new UpdateKernel.AdamWUpdate(size(300), 0.9, 0.999, 1e-8, 0.1, clipped, FLOAT));
    }

    private long size(int largest) {
        return 1 + random.nextInt(largest);
    }
}
