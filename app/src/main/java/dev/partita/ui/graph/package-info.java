/**
 * The canvas of the model graph: painting, gestures, find, legend, minimap and the table that mirrors it. What is shown
 * and where is decided in {@code fold}; placing layers goes through the document.
 */
@NullMarked
package dev.partita.ui.graph;

import org.jspecify.annotations.NullMarked;
