package dev.partita.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.partita.device.Launch;
import dev.partita.kernel.AttentionKernel.Attention;
import dev.partita.kernel.AttentionShape;
import dev.partita.kernel.ElementwiseKernel;
import dev.partita.kernel.ElementwiseKernel.Dropout;
import dev.partita.kernel.HostKernel.LoadInput;
import dev.partita.kernel.IndexKernel.ScatterAdd;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.LossKernel.CrossEntropy;
import dev.partita.kernel.MatrixKernel.MatMul;
import dev.partita.kernel.PoolingKernel.MaxPool;
import dev.partita.kernel.PoolingShape;
import dev.partita.kernel.PoolingShape.Size;
import dev.partita.kernel.UpdateKernel.AdamWUpdate;
import dev.partita.kernel.UpdateKernel.ClipFactor;
import dev.partita.kernel.UpdateKernel.SgdUpdate;
import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Small cases worked out by hand; the gradients are tested through the operators that use them. */
class ReferenceKernelsTest {
    private static final DataType FLOAT = DataType.FLOAT32;
    private static final Launch LAUNCH = new Launch(7, 0, 0, 3, 0.1, (_, _, _) -> {});

    @Test
    void matrix_product_transposes_accumulates_and_adds_bias() {
        double[] a = {1, 2, 3, 4, 5, 6}; // [k=3, m=2]
        double[] b = {1, 0, 1, 0, 1, 1}; // [n=2, k=3]
        double[] c = {100, 200, 300, 400};
        run(new MatMul(2, 2, 3, true, true, true, true, FLOAT), a, b, new double[] {10, 20}, c);
        assertThat(c).containsExactly(116, 228, 318, 430);
    }

    @Test
    void causal_attention_gives_the_first_position_its_own_value() {
        double[] qkv = {1, 2, 5, 3, 4, 9}; // two positions, one head of one element: q, k, v
        double[] probabilities = new double[4];
        double[] context = new double[2];
        run(new Attention(AttentionShape.self(1, 2, 1, 1, true, FLOAT), false), qkv, probabilities, context);
        double second = 1 / (1 + Math.exp(3 * 2 - 3 * 4));
        assertThat(probabilities).containsExactly(new double[] {1, 0, 1 - second, second}, within(1e-15));
        assertThat(context).containsExactly(new double[] {5, 5 * (1 - second) + 9 * second}, within(1e-14));
    }

    @Test
    void first_of_equal_elements_wins_the_window() {
        double[] output = new double[1];
        double[] winners = new double[1];
        run(
                new MaxPool(PoolingShape.plain(1, 1, Size.square(2), 2, 1, FLOAT)),
                new double[] {0, 4, 4, 1},
                output,
                winners);
        assertThat(output).containsExactly(4);
        assertThat(winners).containsExactly(1);
    }

    @Test
    void dropout_keeps_the_same_elements_of_a_sample_wherever_the_microbatch_begins() {
        double[] ones = new double[2 * 1000];
        Arrays.fill(ones, 1);
        double[] whole = new double[2000];
        double[] second = new double[1000];
        run(new Dropout(2, 1000, 0.25, FLOAT), ones, whole);
        Launch later = new Launch(7, 0, 1, 3, 0.1, LAUNCH.inputs());
        ReferenceKernels.run(new Dropout(1, 1000, 0.25, FLOAT), later, Arrays.copyOf(ones, 1000), second);
        assertThat(second).containsExactly(Arrays.copyOfRange(whole, 1000, 2000));
        assertThat(Arrays.stream(whole).average().orElseThrow()).isCloseTo(1, within(0.05));
    }

    @Test
    void scatter_adds_repeated_rows() {
        double[] table = {1, 1, 1};
        run(new ScatterAdd(3, 1, 3, FLOAT), new double[] {2, 0, 2}, new double[] {10, 20, 30}, table);
        assertThat(table).containsExactly(21, 1, 41);
    }

    @Test
    void cross_entropy_of_equal_logits_is_the_logarithm_of_the_classes() {
        double[] loss = {5};
        run(new CrossEntropy(2, 4, 8, FLOAT), new double[8], new double[] {0, 3}, new double[2], loss);
        assertThat(loss[0]).isCloseTo(5 + 2 * Math.log(4) / 8, within(1e-15));
    }

    @Test
    void first_adam_step_moves_each_weight_by_the_learning_rate() {
        double[] weight = {1, 1};
        double[] gradient = {1e-3, -50};
        run(new AdamWUpdate(2, 0.9, 0.999, 0, 0, false, FLOAT), weight, gradient, new double[2], new double[2]);
        assertThat(weight).containsExactly(new double[] {0.9, 1.1}, within(1e-12));
    }

    @Test
    void clipped_sgd_with_momentum_and_decay_follows_its_formula() {
        double[] factor = new double[1];
        run(new ClipFactor(1), new double[] {16}, factor);
        assertThat(factor[0]).isCloseTo(0.25, within(1e-6));
        double[] weight = {2};
        double[] momentum = {10};
        run(new SgdUpdate(1, 0.5, 0.1, true, FLOAT), weight, new double[] {4}, momentum, new double[] {0.25});
        assertThat(momentum[0]).isCloseTo(5 + 1 + 0.2, within(1e-15));
        assertThat(weight[0]).isCloseTo(2 - 0.1 * 6.2, within(1e-15));
    }

    @Test
    void inputs_come_from_the_launch_in_their_own_type() {
        Launch launch = new Launch(0, 0, 40, 0, 0, (name, first, target) -> {
            assertThat(name).isEqualTo("tokens");
            target.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, 1, (int) first + 2);
        });
        double[] tokens = new double[2];
        ReferenceKernels.run(new LoadInput("tokens", TensorSpec.int32(1, 2)), launch, tokens);
        assertThat(tokens).containsExactly(0, 42);
    }

    @Test
    void operand_of_another_length_is_refused() {
        assertThatThrownBy(() -> run(new ElementwiseKernel.Zero(3, FLOAT), new double[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 elements, found 4");
    }

    private static void run(Kernel kernel, double[]... operands) {
        ReferenceKernels.run(kernel, LAUNCH, operands);
    }
}
