/**
 * The main window: composes the features, and nothing more. Features do not know one another.
 */
@NullMarked
package dev.partita.ui.window;

import org.jspecify.annotations.NullMarked;
