/**
 * What is wrong with the plan and what would help: each finding with its numbers, where it is, and fixes that can be
 * tried before they are made.
 */
@NullMarked
package dev.partita.ui.problems;

import org.jspecify.annotations.NullMarked;
