package dev.partita.ui.inspector;

import dev.partita.text.Wording;
import dev.partita.ui.document.DeviceLink;
import java.util.List;
import java.util.Optional;

/** One line of the inspector. */
sealed interface Line {
    /** What the line is about: the key of its text, or a name. */
    String label();

    /**
     * Something to read.
     *
     * @param text empty where several layers differ
     * @param why how it comes about, with values filled in
     */
    record Figure(String label, Optional<Wording> text, Why why) implements Line {}

    /**
     * A setting of {@code partita set}.
     *
     * @param key such as {@code training.microbatch}
     * @param usual the value that the model's recipe has
     * @param choices all values, where there are few
     */
    record Setting(String label, String key, String value, Optional<String> usual, List<String> choices)
            implements Line {}

    /** What a link carries; pressed, it selects the link. */
    record ToLink(DeviceLink link, Wording text, Why why) implements Line {
        @Override
        public String label() {
            return link.name();
        }
    }

    /**
     * Where the selected layers are.
     *
     * @param device empty where they are on several devices, on none, or on different ones
     * @param otherwise what to say then
     */
    record Placement(
            String label, List<String> layers, Optional<String> device, Wording otherwise, List<String> devices)
            implements Line {}
}
