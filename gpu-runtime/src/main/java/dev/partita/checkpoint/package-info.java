/**
 * Parameters outside devices: their first values, their canonical order against the one in device memory, and the
 * files that hold them. What a checkpoint consists of is the training loop's business.
 */
@NullMarked
package dev.partita.checkpoint;

import org.jspecify.annotations.NullMarked;
