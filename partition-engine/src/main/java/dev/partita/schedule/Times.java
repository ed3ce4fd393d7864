package dev.partita.schedule;

/** How long every stage is predicted to take for a microbatch, and messages between stages. */
public interface Times {
    double seconds(Pass pass, int stage);

    /** From the end of a pass of one stage until another, that reads from it, has what it needs. */
    double messageSeconds(int from, int to);
}
