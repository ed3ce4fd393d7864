/**
 * What limits kernels and links: a roofline per kind of device, and for each link whether compute can hide it.
 */
@NullMarked
package dev.partita.ui.roofline;

import org.jspecify.annotations.NullMarked;
