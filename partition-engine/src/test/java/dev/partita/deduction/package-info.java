@NullMarked
package dev.partita.deduction;

import org.jspecify.annotations.NullMarked;
