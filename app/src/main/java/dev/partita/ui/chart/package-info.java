/**
 * What several painted views share: axes with ticks, a canvas that paints at most once per pulse, pictures. Knows no
 * project.
 */
@NullMarked
package dev.partita.ui.chart;

import org.jspecify.annotations.NullMarked;
