@NullMarked
package dev.partita.checkpoint;

import org.jspecify.annotations.NullMarked;
