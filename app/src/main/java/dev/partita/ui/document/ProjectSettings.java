package dev.partita.ui.document;

import dev.partita.plan.Edit;
import dev.partita.plan.SetKeys;
import dev.partita.text.Explained;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import java.util.List;
import java.util.Optional;

/** The settings of {@code partita set}, taken and refused in the same words. */
public record ProjectSettings(Document document) {
    /** Why a setting cannot have this value; empty if it can. */
    public Optional<Wording> refusal(String key, String value) {
        try {
            edit(key, value);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(
                    refused instanceof Explained explained
                            ? explained.sentence()
                            : new Verbatim(String.valueOf(refused.getMessage())));
        }
    }

    /** Sends the edit that makes a setting which {@link #refusal} does not refuse. */
    public void set(String key, String value) {
        document.send(edit(key, value));
    }

    private Edit edit(String key, String value) {
        return SetKeys.edit(document.project().get(), document.planName(), List.of(key + "=" + value));
    }
}
