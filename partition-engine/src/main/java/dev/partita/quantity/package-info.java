/**
 * Amounts with units: bytes, floating-point operations, seconds, bytes per second, and the one place that turns them
 * into text for people. Nothing here knows what is being measured.
 */
@NullMarked
package dev.partita.quantity;

import org.jspecify.annotations.NullMarked;
