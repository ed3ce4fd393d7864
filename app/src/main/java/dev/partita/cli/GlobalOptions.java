package dev.partita.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
final class GlobalOptions {
    @Option(names = "--json", scope = ScopeType.INHERIT, descriptionKey = "global.json")
    boolean json;

    @Option(names = "--plan", paramLabel = "NAME", scope = ScopeType.INHERIT, descriptionKey = "global.plan")
    Optional<String> plan = Optional.empty();

    @Option(names = "--quiet", scope = ScopeType.INHERIT, descriptionKey = "global.quiet")
    boolean quiet;

    /** Read ahead of everything else by {@link Main}: the help and the errors of the parser are in it too. */
    @Option(names = "--language", paramLabel = "en|zh", scope = ScopeType.INHERIT, descriptionKey = "global.language")
    Optional<String> language = Optional.empty();

    @Option(names = "--help", usageHelp = true, scope = ScopeType.INHERIT, descriptionKey = "global.help")
    boolean help;

    @Option(names = "--version", versionHelp = true, scope = ScopeType.INHERIT, descriptionKey = "global.version")
    boolean version;
}
