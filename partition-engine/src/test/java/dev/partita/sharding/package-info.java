@NullMarked
package dev.partita.sharding;

import org.jspecify.annotations.NullMarked;
