/**
 * Long work off the JavaFX thread, with progress, an end that is always told, and cancel.
 */
@NullMarked
package dev.partita.ui.task;

import org.jspecify.annotations.NullMarked;
