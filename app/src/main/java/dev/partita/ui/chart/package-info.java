/**
 * What several painted views share: axes with ticks, curves that grow while they are watched, canvases that paint at
 * most once per pulse, pictures. Knows no project.
 */
@NullMarked
package dev.partita.ui.chart;

import org.jspecify.annotations.NullMarked;
