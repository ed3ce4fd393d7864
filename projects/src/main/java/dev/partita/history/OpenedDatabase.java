package dev.partita.history;

import dev.partita.text.Sentence;
import java.util.Optional;

/**
 * A database that works, come what may.
 *
 * @param notice what the user should know where it is not the one that was there before
 * @param hidesSteps true where a file is there that cannot be used: it may hold edits that were never saved, so an
 *     edit made now would fork from them
 */
public record OpenedDatabase(ProjectDatabase database, Optional<Sentence> notice, boolean hidesSteps) {}
