/**
 * The plans of the project: which of them is in hand, new ones, other names, and two of them side by side. What both
 * plans amount to is said by the engine.
 */
@NullMarked
package dev.partita.ui.plans;

import org.jspecify.annotations.NullMarked;
