/** The edits that led to the project, by name; a click goes back or forward to any of them. */
@NullMarked
package dev.partita.ui.history;

import org.jspecify.annotations.NullMarked;
