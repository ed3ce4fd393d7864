/**
 * What of a model is on the canvas and where: scopes folded or unfolded, repeated blocks as one card, wires between
 * what is visible, the layout and what lies under a point. Knows no toolkit, no plan and no colours.
 */
@NullMarked
package dev.partita.ui.graph.fold;

import org.jspecify.annotations.NullMarked;
