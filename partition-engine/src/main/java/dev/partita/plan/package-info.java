/**
 * The project as one immutable value, the placement rules and training set-up in it, and the edits that are the only
 * way to change it.
 */
@NullMarked
package dev.partita.plan;

import org.jspecify.annotations.NullMarked;
