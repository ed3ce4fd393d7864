/**
 * The closed set of things a device can execute, each with its operands' shapes, its FLOPs and its bytes. A new kernel
 * is one record here; every device's exhaustive switch stops compiling until it can run it.
 */
@NullMarked
package dev.partita.kernel;

import org.jspecify.annotations.NullMarked;
