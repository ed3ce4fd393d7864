/**
 * Walks a program's tasks in time on primitive arrays: what the step will take, where devices wait.
 */
@NullMarked
package dev.partita.simulation;

import org.jspecify.annotations.NullMarked;
