/**
 * Many configurations of one kind of model at once: a table of sizes and degrees in, predicted step times and memory
 * out. A configuration is predicted by a {@link dev.partita.sweep.StepPredictor}; nothing here draws or runs a plan.
 */
@NullMarked
package dev.partita.sweep;

import org.jspecify.annotations.NullMarked;
