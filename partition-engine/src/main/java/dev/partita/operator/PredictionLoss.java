package dev.partita.operator;

/** A loss that compares logits, its first input, with targets, its second: what a model is trained for. */
public interface PredictionLoss {}
