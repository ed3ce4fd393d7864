/**
 * Every kernel once more in plain double-precision loops: the yardstick for the devices and for the gradients of the
 * operators. Written to be read beside the formulas of {@code dev.partita.kernel}, never to be fast.
 */
@NullMarked
package dev.partita.reference;

import org.jspecify.annotations.NullMarked;
