/** What the window has told its user since it was opened. */
@NullMarked
package dev.partita.ui.log;

import org.jspecify.annotations.NullMarked;
