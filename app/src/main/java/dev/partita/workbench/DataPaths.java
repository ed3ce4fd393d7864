package dev.partita.workbench;

import java.nio.file.Path;

/** Data paths as projects keep them: those inside the folder from its top, so that the folder can move, others absolute. */
public final class DataPaths {
    private DataPaths() {}

    /** @param typed as the user gave it, from the working folder */
    public static String stored(Path folder, Path typed) {
        Path project = folder.toAbsolutePath().normalize();
        Path data = typed.toAbsolutePath().normalize();
        return (data.startsWith(project) ? project.relativize(data) : data).toString();
    }
}
