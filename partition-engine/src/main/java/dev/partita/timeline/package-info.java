/**
 * Tasks in time, predicted or measured: the same type drawn twice.
 */
@NullMarked
package dev.partita.timeline;

import org.jspecify.annotations.NullMarked;
