/**
 * The command line: one class per command, each of which reads its arguments, asks the engine, the runtime or the project
 * folder, and writes a report. Nothing is computed here that is not text.
 */
@NullMarked
package dev.partita.cli;

import org.jspecify.annotations.NullMarked;
