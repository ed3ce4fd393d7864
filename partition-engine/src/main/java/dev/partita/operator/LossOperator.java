package dev.partita.operator;

/** The end of a model: it has no output and adds to the loss of the step. A model may have several. */
public sealed interface LossOperator extends Operator
        permits CrossEntropyLoss, MaskedCrossEntropyLoss, SoftCrossEntropyLoss, MeanSquaredErrorLoss {}
