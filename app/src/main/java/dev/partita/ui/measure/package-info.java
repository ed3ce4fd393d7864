/**
 * How fast the window is on the machine at hand, for the tables of the documentation. Each measurement is a process of
 * its own, so that nothing another one warmed up counts; what it found it writes to its output, a line for each thing
 * measured.
 */
@NullMarked
package dev.partita.ui.measure;

import org.jspecify.annotations.NullMarked;
