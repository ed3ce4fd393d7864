package dev.partita.ui.window;

import dev.partita.hardware.Clusters;
import dev.partita.hardware.Preset;
import dev.partita.i18n.Messages;
import dev.partita.text.Refusal;
import dev.partita.text.Wording;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a new project will lie and what it will run on: proposals, and a sentence for what cannot be. */
final class NewPlace {
    private NewPlace() {}

    /** Clusters to choose from. */
    static List<String> clusters() {
        return Stream.concat(
                        Stream.of("virtual:1", "virtual:2", "virtual:4"),
                        Clusters.presets().stream().map(Preset::name).map(name -> name + ":1x8"))
                .toList();
    }

    /** A folder with this name, or with a number after it, that is not there yet. */
    static Path free(Path parent, String name) {
        Path place = parent.resolve(name);
        for (int number = 2; Files.exists(place); number++) {
            place = parent.resolve(name + "-" + number);
        }
        return place;
    }

    /** What is wrong with a folder and a cluster as they were typed. */
    static Optional<Wording> complaint(String folder, String cluster) {
        try {
            Clusters.parse(cluster);
            if (folder.isEmpty()) {
                return Optional.of(Messages.wording("new_project.no_folder"));
            }
            return Files.exists(Path.of(folder).resolve("project.json"))
                    ? Optional.of(Messages.wording("new_project.taken", folder))
                    : Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.sentence());
        } catch (InvalidPathException noPath) {
            return Optional.of(Messages.wording("new_project.no_folder"));
        }
    }
}
