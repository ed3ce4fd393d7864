package dev.partita.operator;

/** What a kernel call of a layer touches, named from the layer's point of view; compiling turns it into a buffer. */
public sealed interface Operand {
    /** The value of the layer's i-th input. */
    record Input(int index) implements Operand {}

    /** The value of the layer's i-th output. */
    record Output(int index) implements Operand {}

    /** The layer's i-th parameter, in the order of {@link Operator#parameters()}. */
    record Parameter(int index) implements Operand {}

    /** The i-th tensor of {@link Lowering#saved()}: written by forward, read by backward. */
    record Saved(int index) implements Operand {}

    /** The i-th tensor of {@link Lowering#temporaries()}: alive within one sequence only. */
    record Temporary(int index) implements Operand {}

    /** What the layer keeps from step to step, in the order of {@link Operator#states()}: forward updates it. */
    record State(int index) implements Operand {}

    /** The gradient of the i-th output, complete when backward starts. */
    record OutputGradient(int index) implements Operand {}

    /** This layer's contribution to the gradient of its i-th input; written, never accumulated, by the layer. */
    record InputGradient(int index) implements Operand {}

    /** The gradient of the i-th parameter, summed over microbatches and uses: kernels add to it. */
    record ParameterGradient(int index) implements Operand {}

    /** The loss of the step, summed over microbatches: kernels add to it. */
    record Loss() implements Operand {}
}
