package dev.partita.history;

/**
 * One step since the last save: an edit, or an inverse where the step was an undo.
 *
 * @param step the edit as {@link dev.partita.project.ProjectJson} writes it
 * @param hashAfter the hash of the project after it
 */
public record JournalStep(String step, String hashAfter) {}
