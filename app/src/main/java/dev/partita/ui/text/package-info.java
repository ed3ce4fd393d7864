/**
 * The language of the window, switched live: texts as bindings. The words themselves are in {@code i18n}.
 */
@NullMarked
package dev.partita.ui.text;

import org.jspecify.annotations.NullMarked;
