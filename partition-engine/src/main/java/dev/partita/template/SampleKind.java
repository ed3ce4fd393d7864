package dev.partita.template;

/** What one training sample of a template is, and so which files can be its data. */
public enum SampleKind {
    /** Consecutive bytes of a text as tokens, each byte's successor as its target. */
    TEXT,
    /** A picture and its class. */
    IMAGES,
    /** A position of a board game, a share for every move, and the game's result. */
    POSITIONS
}
