package dev.partita.template;

import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Initialization;

/**
 * In what transformers of one family differ from one another inside their blocks.
 *
 * @param hidden width inside the MLP
 * @param activation inside the MLP
 * @param epsilon added by every normalization
 * @param weights how every Linear starts that is not named otherwise
 */
public record Style(long hidden, Function activation, double epsilon, Initialization weights) {}
