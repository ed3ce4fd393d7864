/**
 * Fields for values that people type: expressions and units, what is wrong said beside the field and never in the way,
 * mixed values, and the way back to the usual value. Knows no project.
 */
@NullMarked
package dev.partita.ui.field;

import org.jspecify.annotations.NullMarked;
