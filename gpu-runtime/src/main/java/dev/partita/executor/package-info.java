/**
 * Runs a compiled program: one thread per device, one for the links, tasks released by the program's own edges. It
 * knows nothing about files, data sets or how many steps there are.
 */
@NullMarked
package dev.partita.executor;

import org.jspecify.annotations.NullMarked;
