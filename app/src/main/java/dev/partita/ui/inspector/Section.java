package dev.partita.ui.inspector;

import dev.partita.text.Wording;
import java.util.List;

/**
 * Lines with a head.
 *
 * @param title the key of the head's text
 * @param name of what is shown, such as a layer's id; may be empty
 */
record Section(String title, Wording name, List<Line> lines) {
    Section {
        lines = List.copyOf(lines);
    }
}
