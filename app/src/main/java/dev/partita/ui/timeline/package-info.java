/**
 * The step in time: predicted above measured on one axis, by device and lane, and what a range of it amounts to.
 */
@NullMarked
package dev.partita.ui.timeline;

import org.jspecify.annotations.NullMarked;
