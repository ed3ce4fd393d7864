package dev.partita.ui.document;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far the run under way is.
 *
 * @param run its number in the project; empty before its first step, and where nothing could be stored
 * @param done steps of it that are taken
 * @param loss of the last step
 */
public record RunProgress(OptionalLong run, long done, long steps, OptionalDouble loss, boolean paused) {}
