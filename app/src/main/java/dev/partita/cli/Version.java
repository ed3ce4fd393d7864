package dev.partita.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the program's archive. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"partita " + number()};
    }

    static String number() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
