package dev.partita.imports;

/** What a name in the file stands for: something the model holds, or something that flows through it. */
sealed interface Known permits Held, Flow {}
