package dev.partita.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.partita.device.Launch;
import dev.partita.operator.Add;
import dev.partita.operator.Input;
import dev.partita.operator.Operator;
import dev.partita.operator.PlannedOperator;
import dev.partita.operator.RankOperator;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradients that operators lower to against finite differences of their forward, in double precision. */
class OperatorGradientsTest {
    private static final double TOLERANCE = 1e-8;
    private static final double STEP = 1e-4;
    private static final Launch LAUNCH = new Launch(11, 2, 5, 13, 0, (_, _, _) -> {});

    @Test
    void every_operator_that_trains_has_cases() {
        assertThat(OperatorCases.kinds(Operator.class))
                .filteredOn(operator -> operator != Input.class
                        && !RankOperator.class.isAssignableFrom(operator)
                        && !onlyPlanned(operator))
                .allMatch(OperatorCases::covers);
    }

    @Test
    void every_case_trains() {
        assertThat(OperatorCases.all()).allMatch(layer -> layer.operator().trains());
    }

    /** A planned operator that trains in some form says so itself. */
    private static boolean onlyPlanned(Class<?> operator) {
        return PlannedOperator.class.isAssignableFrom(operator)
                && Stream.of(operator.getDeclaredMethods())
                        .noneMatch(method -> method.getName().equals("trains"));
    }

    @Test
    void an_input_is_loaded_not_lowered() {
        Input tokens = new Input("tokens", Shape.of(3), DataType.INT32);
        assertThatThrownBy(() -> tokens.lower(List.of(), 1)).isInstanceOf(IllegalStateException.class);
        assertThat(tokens.load(2).spec()).isEqualTo(TensorSpec.int32(2, 3));
    }

    @ParameterizedTest
    @MethodSource("dev.partita.reference.OperatorCases#all")
    void gradients_agree_with_finite_differences(OperatorCase layer) {
        double[][] inputs = layer.randomInputs();
        double[][] parameters = layer.randomParameters();
        LayerRun run = run(layer, inputs, parameters);
        run.backward(layer.randomCotangents());
        for (int i = 0; i < inputs.length; i++) {
            if (layer.operator().differentiable(i)) {
                double[] expected = finiteDifferences(layer, inputs, parameters, inputs[i]);
                assertAgrees(layer + ", input " + i, run.inputGradient(i), expected);
            }
        }
        for (int i = 0; i < parameters.length; i++) {
            double[] expected = finiteDifferences(layer, inputs, parameters, parameters[i]);
            assertAgrees(layer + ", parameter " + i, run.parameterGradient(i), expected);
        }
    }

    @Test
    void a_tensor_read_twice_by_one_layer_gets_the_sum_of_both_gradients() {
        TensorSpec x = TensorSpec.float32(2, 3);
        OperatorCase layer = new OperatorCase(new Add(), List.of(x, x), 1, 0);
        double[] shared = layer.randomInputs()[0];
        double[][] inputs = {shared, shared};
        LayerRun run = run(layer, inputs, new double[0][]);
        run.backward(layer.randomCotangents());
        double[] expected = finiteDifferences(layer, inputs, new double[0][], shared);
        for (int i = 0; i < shared.length; i++) {
            assertThat(run.inputGradient(0)[i] + run.inputGradient(1)[i]).isCloseTo(expected[i], within(TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("layersWithParameters")
    void a_second_backward_adds_the_same_gradient_once_more(OperatorCase layer) {
        LayerRun run = run(layer, layer.randomInputs(), layer.randomParameters());
        run.backward(layer.randomCotangents());
        double[] once = run.parameterGradient(0).clone();
        run.backward(layer.randomCotangents());
        for (int i = 0; i < once.length; i++) {
            assertThat(run.parameterGradient(0)[i]).isCloseTo(2 * once[i], within(1e-12));
        }
    }

    static Stream<OperatorCase> layersWithParameters() {
        return OperatorCases.all()
                .filter(layer ->
                        layer.seed() == 0 && !layer.operator().parameters().isEmpty());
    }

    private static void assertAgrees(String what, double[] found, double[] expected) {
        assertThat(KernelComparison.relativeError(found, expected)).as(what).isLessThan(TOLERANCE);
    }

    private static LayerRun run(OperatorCase layer, double[][] inputs, double[][] parameters) {
        LayerRun run = new LayerRun(layer, ReferenceKernels::run, LAUNCH);
        run.forward(inputs, parameters);
        return run;
    }

    /** Five-point differences, so that steps can be long enough for rounding not to show. */
    private static double[] finiteDifferences(
            OperatorCase layer, double[][] inputs, double[][] parameters, double[] variable) {
        double[] gradient = new double[variable.length];
        for (int i = 0; i < variable.length; i++) {
            double x = variable[i];
            double sum = 0;
            for (int steps : new int[] {-2, -1, 1, 2}) {
                variable[i] = x + steps * STEP;
                double weight = Math.abs(steps) == 1 ? 8 : -1;
                sum += Math.signum(steps) * weight * objective(layer, inputs, parameters);
            }
            variable[i] = x;
            gradient[i] = sum / (12 * STEP);
        }
        return gradient;
    }

    private static double objective(OperatorCase layer, double[][] inputs, double[][] parameters) {
        LayerRun run = run(layer, inputs, parameters);
        double[][] cotangents = layer.randomCotangents();
        double sum = cotangents.length == 0 ? run.loss() : 0;
        for (int output = 0; output < cotangents.length; output++) {
            double[] values = run.output(output);
            for (int i = 0; i < values.length; i++) {
                sum += values[i] * cotangents[output][i];
            }
        }
        return sum;
    }
}
