/**
 * What a kind of device needs for one kernel: workspace bytes, alignment and time. The engine declares the interface;
 * runtimes fill it by measuring, catalogue devices by a roofline.
 */
@NullMarked
package dev.partita.profile;

import org.jspecify.annotations.NullMarked;
