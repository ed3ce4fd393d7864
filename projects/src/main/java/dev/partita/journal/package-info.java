/**
 * A project folder at work: one writer at a time, every edit kept before it is acknowledged, and recovered after a
 * kill. What commands and windows open.
 */
@NullMarked
package dev.partita.journal;

import org.jspecify.annotations.NullMarked;
