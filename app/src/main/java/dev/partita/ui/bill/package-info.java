/**
 * What training the plan to the end takes: rates to change, the bill they make, and its compute beside the history. The
 * formulas are the engine's.
 */
@NullMarked
package dev.partita.ui.bill;

import org.jspecify.annotations.NullMarked;
