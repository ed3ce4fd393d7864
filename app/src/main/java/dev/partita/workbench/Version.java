package dev.partita.workbench;

import java.util.Objects;

/** The version that the build wrote into the program's archive. */
public final class Version {
    private Version() {}

    public static String number() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
