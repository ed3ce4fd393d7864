/**
 * Clusters: machines, devices and links with their capacities and speeds, and the catalogue of published parts.
 */
@NullMarked
package dev.partita.hardware;

import org.jspecify.annotations.NullMarked;
