/**
 * The model zoo: named graphs with their published parameter counts and the training set-up they are usually run with.
 */
@NullMarked
package dev.partita.template;

import org.jspecify.annotations.NullMarked;
