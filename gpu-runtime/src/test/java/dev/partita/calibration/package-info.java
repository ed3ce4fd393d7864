@NullMarked
package dev.partita.calibration;

import org.jspecify.annotations.NullMarked;
