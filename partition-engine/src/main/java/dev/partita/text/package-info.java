/**
 * Text that is read and written everywhere: sentences that can be said in every language, small tables among the
 * resources, and the nearest legal name to a wrong one. Nothing here knows what the words mean.
 */
@NullMarked
package dev.partita.text;

import org.jspecify.annotations.NullMarked;
