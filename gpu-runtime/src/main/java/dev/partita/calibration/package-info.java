/**
 * Measures what kernels take on this machine: before the first prediction, once per signature, kept by whoever stores the
 * measurements. Nothing here looks at a run that was predicted, so no prediction is ever fitted to its own measurement.
 */
@NullMarked
package dev.partita.calibration;

import org.jspecify.annotations.NullMarked;
