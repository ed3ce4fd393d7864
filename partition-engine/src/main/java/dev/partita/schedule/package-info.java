/**
 * The orders in which devices take the forwards and backwards of their stages, one file each. They know stages, devices
 * and microbatches by number, and nothing of kernels or buffers.
 */
@NullMarked
package dev.partita.schedule;

import org.jspecify.annotations.NullMarked;
