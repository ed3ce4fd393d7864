package dev.partita.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.kernel.OperandUse;
import dev.partita.operator.KernelCall;
import dev.partita.operator.LossOperator;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operand;
import dev.partita.operator.Operand.Input;
import dev.partita.operator.Operand.InputGradient;
import dev.partita.operator.Operand.Output;
import dev.partita.operator.Operand.OutputGradient;
import dev.partita.operator.Operand.Parameter;
import dev.partita.operator.Operand.ParameterGradient;
import dev.partita.operator.Operand.Saved;
import dev.partita.operator.Operand.Temporary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compiler relies on when it turns a lowering into buffers and segments. */
class LoweringRulesTest {
    private static final Set<Class<? extends Operand>> FORWARD_READS = Set.of(Input.class, Parameter.class);
    private static final Set<Class<? extends Operand>> BACKWARD_READS =
            Set.of(Input.class, Output.class, Parameter.class, Saved.class, OutputGradient.class);

    @ParameterizedTest
    @MethodSource("dev.partita.reference.OperatorCases#all")
    void operands_are_as_long_as_their_kernels_say(OperatorCase layer) {
        Lowering lowering = layer.lowering();
        for (KernelCall call : calls(lowering)) {
            for (int i = 0; i < call.operands().size(); i++) {
                OperandUse use = call.kernel().operands().get(i);
                assertThat(layer.spec(call.operands().get(i)).bytes())
                        .as(call.kernel() + " " + use.role())
                        .isEqualTo(use.spec().bytes());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.partita.reference.OperatorCases#all")
    void forward_writes_every_output_and_saved_tensor_once(OperatorCase layer) {
        Lowering lowering = layer.lowering();
        Set<Operand> wanted = new HashSet<>(operands(layer.outputs().size(), Output::new));
        wanted.removeAll(lowering.aliases().keySet());
        wanted.addAll(operands(lowering.saved().size(), Saved::new));
        assertThat(written(lowering.forward(), FORWARD_READS)).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @MethodSource("dev.partita.reference.OperatorCases#all")
    void input_gradients_are_written_once_unless_aliased(OperatorCase layer) {
        Lowering lowering = layer.lowering();
        List<Operand> wanted = IntStream.range(0, layer.inputs().size())
                .filter(layer.operator()::differentiable)
                .mapToObj(i -> (Operand) new InputGradient(i))
                .filter(gradient -> !lowering.aliases().containsKey(gradient))
                .toList();
        assertThat(written(lowering.inputGradient(), BACKWARD_READS)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(accumulated(lowering.inputGradient())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.partita.reference.OperatorCases#all")
    void weight_gradients_add_to_every_parameter_gradient_and_write_nothing_else(OperatorCase layer) {
        Lowering lowering = layer.lowering();
        assertThat(written(lowering.weightGradient(), BACKWARD_READS)).isEmpty();
        assertThat(accumulated(lowering.weightGradient()))
                .containsExactlyInAnyOrderElementsOf(
                        operands(layer.operator().parameters().size(), ParameterGradient::new));
    }

    @ParameterizedTest
    @MethodSource("dev.partita.reference.OperatorCases#all")
    void forward_adds_to_the_loss_and_updates_states_and_nothing_else(OperatorCase layer) {
        List<Operand> wanted =
                new ArrayList<>(operands(layer.operator().states().size(), Operand.State::new));
        if (layer.operator() instanceof LossOperator) {
            wanted.add(new Operand.Loss());
        }
        assertThat(layer.outputs().isEmpty()).isEqualTo(layer.operator() instanceof LossOperator);
        assertThat(accumulated(layer.lowering().forward())).isEqualTo(wanted);
    }

    @ParameterizedTest
    @MethodSource("dev.partita.reference.OperatorCases#all")
    void an_alias_has_the_bytes_of_its_source_and_goes_the_way_of_the_data(OperatorCase layer) {
        layer.lowering().aliases().forEach((alias, source) -> {
            assertThat(layer.spec(alias).bytes()).isEqualTo(layer.spec(source).bytes());
            boolean forward = alias instanceof Output && source instanceof Input;
            boolean backward = alias instanceof InputGradient && source instanceof OutputGradient;
            assertThat(forward || backward).as(alias + " of " + source).isTrue();
        });
    }

    /**
     * Everything a sequence writes anew, but for temporaries. Fails where it reads what is neither in {@code readable}
     * nor written earlier in the sequence, and where one call reads and writes the same operand.
     */
    private static List<Operand> written(List<KernelCall> sequence, Set<Class<? extends Operand>> readable) {
        List<Operand> written = new ArrayList<>();
        for (KernelCall call : sequence) {
            assertThat(call.operands()).doesNotHaveDuplicates();
            assertThat(operands(call, OperandUse.Access.READ))
                    .allMatch(operand -> readable.contains(operand.getClass()) || written.contains(operand));
            assertThat(operands(call, OperandUse.Access.UPDATE))
                    .allMatch(operand -> !(operand instanceof Temporary) || written.contains(operand));
            written.addAll(operands(call, OperandUse.Access.WRITE));
        }
        written.removeIf(Temporary.class::isInstance);
        return written;
    }

    private static List<Operand> accumulated(List<KernelCall> sequence) {
        return sequence.stream()
                .flatMap(call -> operands(call, OperandUse.Access.UPDATE).stream())
                .filter(operand -> !(operand instanceof Temporary))
                .toList();
    }

    private static List<Operand> operands(KernelCall call, OperandUse.Access access) {
        return IntStream.range(0, call.operands().size())
                .filter(i -> call.kernel().operands().get(i).access() == access)
                .mapToObj(call.operands()::get)
                .toList();
    }

    private static List<Operand> operands(int count, IntFunction<Operand> operand) {
        return IntStream.range(0, count).mapToObj(operand).toList();
    }

    private static List<KernelCall> calls(Lowering lowering) {
        return Stream.of(lowering.forward(), lowering.inputGradient(), lowering.weightGradient())
                .flatMap(List::stream)
                .toList();
    }
}
