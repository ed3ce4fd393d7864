/**
 * Charts of curves that grow while they are watched, painted on a canvas. They know points and colours, and nothing of
 * what the points mean.
 */
@NullMarked
package dev.partita.ui.chart;

import org.jspecify.annotations.NullMarked;
