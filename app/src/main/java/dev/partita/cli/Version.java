package dev.partita.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"partita " + number()};
    }

    static String number() {
        return dev.partita.workbench.Version.number();
    }
}
