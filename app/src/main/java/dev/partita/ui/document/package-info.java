/**
 * The open project as the views see it: properties that change on the JavaFX thread, the selection that all views share,
 * and the one way to change anything, an {@code Edit}.
 */
@NullMarked
package dev.partita.ui.document;

import org.jspecify.annotations.NullMarked;
