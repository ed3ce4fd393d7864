/**
 * The model: an acyclic graph of layers in scopes, the parameters they share, and the repeated blocks found in it.
 * Nothing here knows about devices.
 */
@NullMarked
package dev.partita.graph;

import org.jspecify.annotations.NullMarked;
