/**
 * How each layer on several devices is divided: what rules fix is kept, the rest is chosen at the least cost. Pure and
 * deterministic, never saved.
 */
@NullMarked
package dev.partita.deduction;

import org.jspecify.annotations.NullMarked;
