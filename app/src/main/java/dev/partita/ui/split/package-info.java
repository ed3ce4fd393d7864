/** Chooses how layers are divided over several devices, with what each way would lead to. */
@NullMarked
package dev.partita.ui.split;

import org.jspecify.annotations.NullMarked;
