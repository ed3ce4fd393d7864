package dev.partita.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How checkpoints are called: {@code step-00000200.safetensors} after 200 steps. */
public final class Checkpoints {
    private static final Pattern NAME = Pattern.compile("step-(\\d{8,18})\\.safetensors");

    private Checkpoints() {}

    public static Path file(Path folder, long step) {
        return folder.resolve(String.format("step-%08d.safetensors", step));
    }

    /** The checkpoint with the most steps; empty if the folder holds none or does not exist. */
    public static Optional<Path> latest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> NAME.matcher(name(file)).matches())
                    .max(Comparator.comparingLong(Checkpoints::step));
        }
    }

    private static long step(Path file) {
        Matcher matcher = NAME.matcher(name(file));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
