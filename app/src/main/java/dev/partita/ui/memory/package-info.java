/**
 * Memory over the step: what is live by kind beside what is reserved and what there is, and the tensors of a moment.
 */
@NullMarked
package dev.partita.ui.memory;

import org.jspecify.annotations.NullMarked;
