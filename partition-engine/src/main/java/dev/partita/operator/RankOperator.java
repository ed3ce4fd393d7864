package dev.partita.operator;

/**
 * What one rank computes of a layer, where that is not the layer itself with smaller sizes. Compiling makes these; no
 * model and no file holds one.
 */
public sealed interface RankOperator extends Operator
        permits SummedLinear, SummedConvolution, VocabularyEmbedding, VocabularyCrossEntropy {}
