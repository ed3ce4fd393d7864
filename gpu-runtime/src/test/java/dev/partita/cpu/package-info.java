/** Virtual devices against the double-precision reference. */
@NullMarked
package dev.partita.cpu;

import org.jspecify.annotations.NullMarked;
