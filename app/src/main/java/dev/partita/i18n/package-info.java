/**
 * The words of the views, by key, in English and Chinese. Sentences that arise elsewhere are values of
 * {@code dev.partita.text}, which the views say in the language in force.
 */
@NullMarked
package dev.partita.i18n;

import org.jspecify.annotations.NullMarked;
