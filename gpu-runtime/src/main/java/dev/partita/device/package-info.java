/**
 * What a runtime must offer to execute a program: memory of its own and prepared kernels. Virtual GPUs and real ones
 * implement the same interface; nothing here knows about plans or steps.
 */
@NullMarked
package dev.partita.device;

import org.jspecify.annotations.NullMarked;
