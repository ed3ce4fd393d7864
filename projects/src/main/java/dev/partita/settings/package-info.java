/**
 * What belongs to the user and not to a project: recent projects, preferences, and the kernel costs measured on this
 * machine. Losing any of it costs time, never work, so nothing here ever stands in the way of a command.
 */
@NullMarked
package dev.partita.settings;

import org.jspecify.annotations.NullMarked;
