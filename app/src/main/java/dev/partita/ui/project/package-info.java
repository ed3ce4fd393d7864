/** What the project consists of, and the kinds of layers that can be added to its model. */
@NullMarked
package dev.partita.ui.project;

import org.jspecify.annotations.NullMarked;
