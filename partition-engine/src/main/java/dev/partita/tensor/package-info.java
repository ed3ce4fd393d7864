/**
 * What a tensor is before anything is known about where it lives: its shape and its data type.
 */
@NullMarked
package dev.partita.tensor;

import org.jspecify.annotations.NullMarked;
