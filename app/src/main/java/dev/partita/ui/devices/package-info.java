/**
 * The devices of the cluster as cards: memory by kind against capacity, busy share, link loads, and where layers are
 * dropped. While something is dragged, cards show what the drop would lead to.
 */
@NullMarked
package dev.partita.ui.devices;

import org.jspecify.annotations.NullMarked;
