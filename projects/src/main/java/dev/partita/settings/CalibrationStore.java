package dev.partita.settings;

import dev.partita.project.AtomicFile;
import dev.partita.project.DiskProblem;
import dev.partita.project.FileBoundary;
import dev.partita.project.ProjectFailure;
import dev.partita.project.Sha256;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Kernel costs measured on this machine, by the fingerprint of library, processor and threads: measured once, used by
 * every project. One file per fingerprint, compressed, replaced atomically. A cache: a file that cannot be read counts
 * as empty and one that cannot be written stays as it is, each with a message.
 */
public final class CalibrationStore {
    private static final long LARGEST_BYTES = 64L << 20;

    private final Path folder;
    private final FileBoundary files;
    private final Consumer<Sentence> messages;

    /** @param messages takes a sentence for the user about what could not be read or written */
    public CalibrationStore(SettingsFolder folder, Consumer<Sentence> messages) {
        this(folder, messages, FileBoundary.DISK);
    }

    CalibrationStore(SettingsFolder folder, Consumer<Sentence> messages, FileBoundary files) {
        this.folder = folder.path().resolve("calibration");
        this.messages = messages;
        this.files = files;
    }

    /** What was measured under a fingerprint, by kernel; empty where nothing was. */
    public Map<String, StoredCost> load(String fingerprint) {
        Path file = file(fingerprint);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            return CalibrationText.read(files.read(file, LARGEST_BYTES), fingerprint);
        } catch (IOException e) {
            messages.accept(Sentence.of("project.calibration.damaged", file, DiskProblem.reason(e)));
            return Map.of();
        }
    }

    /** Adds measurements to those stored, by this process or another; a newer one of a kernel replaces the older. */
    public void save(String fingerprint, Map<String, StoredCost> measured) {
        Path file = file(fingerprint);
        try {
            OneAtATime.update(files, folder, () -> {
                Map<String, StoredCost> all = new TreeMap<>(load(fingerprint));
                all.putAll(measured);
                AtomicFile.replace(files, file, CalibrationText.write(all, fingerprint));
            });
        } catch (IOException e) {
            messages.accept(DiskProblem.whileWriting(file, e).sentence());
        } catch (ProjectFailure e) {
            messages.accept(e.sentence());
        }
    }

    private Path file(String fingerprint) {
        return folder.resolve("kernels-" + CalibrationText.VERSION + "-"
                + Sha256.of(fingerprint.getBytes(StandardCharsets.UTF_8)) + ".gz");
    }
}
