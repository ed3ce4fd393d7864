/**
 * Reads a program and its simulation and says what is wrong with the plan, with numbers and fixes that are edits.
 */
@NullMarked
package dev.partita.checks;

import org.jspecify.annotations.NullMarked;
