/**
 * Training from the window: what is chosen for a run, the run under way with its curves and its devices, and what was
 * predicted beside what was measured. The run itself is the workbench's.
 */
@NullMarked
package dev.partita.ui.training;

import org.jspecify.annotations.NullMarked;
