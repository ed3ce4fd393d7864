/**
 * Text laid out for a terminal: tables, bars, a line or panel that is drawn over. Knows widths and characters, never what
 * the numbers mean.
 */
@NullMarked
package dev.partita.cli.terminal;

import org.jspecify.annotations.NullMarked;
