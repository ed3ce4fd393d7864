/**
 * The selection in numbers and what can be changed about it: layers and where they are placed, a device with its links,
 * the training set-up. Every number says how it comes about.
 */
@NullMarked
package dev.partita.ui.inspector;

import org.jspecify.annotations.NullMarked;
