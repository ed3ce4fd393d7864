/**
 * The runs of a project: their list, where some of them differ, their losses over one another, and the way back to a
 * run's plan and timeline.
 */
@NullMarked
package dev.partita.ui.runs;

import org.jspecify.annotations.NullMarked;
