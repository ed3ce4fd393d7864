package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.history.HistoryEntry;
import dev.partita.i18n.Messages;
import dev.partita.journal.ProjectFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The report of {@code undo} and {@code redo}.
 *
 * @param edit what the history calls the edit
 */
record HistoryStep(String edit, @JsonIgnore String sentence) implements Report {
    static HistoryStep take(
            Session session,
            Path folder,
            Function<ProjectFolder, Optional<HistoryEntry>> step,
            String doneKey,
            String nothingKey) {
        try (ProjectFolder opened = session.open(folder)) {
            HistoryEntry entry =
                    step.apply(opened).orElseThrow(() -> session.failure(ExitCode.INPUT, nothingKey, folder));
            opened.save();
            return new HistoryStep(session.text(entry.name()), session.text(doneKey, entry.name()));
        }
    }

    @Override
    public List<String> lines(Messages messages) {
        return List.of(sentence);
    }
}
