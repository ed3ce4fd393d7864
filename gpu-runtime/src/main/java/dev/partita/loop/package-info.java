/**
 * Training: steps in a row, with their data, learning rates, checkpoints and telemetry. Projects and screens are told
 * through an observer; nothing here knows about either.
 */
@NullMarked
package dev.partita.loop;

import org.jspecify.annotations.NullMarked;
