/**
 * Predictions beside measured and published step times: the data with their sources, the scores, and what the errors
 * depend on. Rows that constants were fitted on and rows that are reported are kept apart here and nowhere mixed.
 */
@NullMarked
package dev.partita.accuracy;

import org.jspecify.annotations.NullMarked;
