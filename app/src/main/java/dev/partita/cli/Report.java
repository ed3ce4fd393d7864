package dev.partita.cli;

import dev.partita.i18n.Messages;
import java.util.List;

/** What a command found: a record whose components are the keys of its JSON document, in snake case. */
interface Report {
    /** The same for people. */
    List<String> lines(Messages messages);
}
