/**
 * Virtual GPUs: every kernel on one processor core, by oneDNN where it is quick and by the Vector API elsewhere. Each
 * device is confined to one platform thread. Only single precision is computed, but for the double-precision scalars
 * of losses and norms. Nothing here knows about programs, links or time.
 */
@NullMarked
package dev.partita.cpu;

import org.jspecify.annotations.NullMarked;
