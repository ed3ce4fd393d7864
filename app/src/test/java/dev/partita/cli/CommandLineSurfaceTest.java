package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.i18n.Messages;
import dev.partita.settings.SettingsFolder;
import dev.partita.text.Language;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Scripts depend on these words: none appears or vanishes without this list being changed. */
class CommandLineSurfaceTest {
    private static final String GLOBAL = "--help --json --language --plan --quiet --version";

    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("partita", ""),
            Map.entry("partita open", "DIR"),
            Map.entry("partita screenshot", "DIR --output --size --tab --theme"),
            Map.entry("partita new", "DIR --cluster --data --template"),
            Map.entry("partita import", "MODEL DIR --dim"),
            Map.entry("partita templates", ""),
            Map.entry("partita clusters", ""),
            Map.entry("partita place", "DIR LAYERS DEVICES|none --mesh --split"),
            Map.entry("partita set", "DIR KEY=VALUE"),
            Map.entry("partita undo", "DIR"),
            Map.entry("partita redo", "DIR"),
            Map.entry("partita plans", "DIR"),
            Map.entry("partita plans new", "NAME"),
            Map.entry("partita plans rename", "OLD NEW"),
            Map.entry("partita plans delete", "NAME"),
            Map.entry("partita plans select", "NAME"),
            Map.entry("partita plans compare", "A B"),
            Map.entry("partita demo", ""),
            Map.entry("partita devices", "--calibrate"),
            Map.entry("partita check", "DIR"),
            Map.entry("partita simulate", "DIR --trace"),
            Map.entry("partita bill", "DIR --epochs --samples --tokens"),
            Map.entry(
                    "partita train",
                    "DIR --backend --checkpoint-every --init --losses --order --resume --seed --steps"),
            Map.entry("partita sweep", "CONFIGS.csv --cluster --output"),
            Map.entry("partita bench", "NAME"),
            Map.entry("partita accuracy", "--output"),
            Map.entry("partita runs", "DIR"),
            Map.entry("partita runs diff", "A B"),
            Map.entry("partita runs export", "RUN --output --steps --to"),
            Map.entry("partita runs note", "RUN --tags --text"));

    private static CommandLine line(Language language) {
        PrintStream none = new PrintStream(PrintStream.nullOutputStream());
        Surroundings nowhere =
                new Surroundings(none, none, () -> false, Map.of(), new SettingsFolder(Path.of("")), stop -> () -> {});
        return PartitaCommand.line(new Session(nowhere, Messages.in(language)));
    }

    private static Stream<CommandSpec> commands(CommandSpec spec) {
        return Stream.concat(
                Stream.of(spec), spec.subcommands().values().stream().flatMap(line -> commands(line.getCommandSpec())));
    }

    private static String words(CommandSpec spec) {
        Stream<String> parameters = spec.positionalParameters().stream().map(CommandLine.Model.ArgSpec::paramLabel);
        Stream<String> options =
                spec.options().stream().map(OptionSpec::longestName).sorted();
        return Stream.concat(parameters, options).collect(Collectors.joining(" "));
    }

    private static String withGlobal(String own) {
        String all = (own + " " + GLOBAL).strip();
        Stream<String> parameters = Stream.of(all.split(" ")).filter(word -> !word.startsWith("--"));
        Stream<String> options =
                Stream.of(all.split(" ")).filter(word -> word.startsWith("--")).sorted();
        return Stream.concat(parameters, options).collect(Collectors.joining(" "));
    }

    @Test
    void commands_and_options_are_those_that_scripts_know() {
        var found = commands(line(Language.ENGLISH).getCommandSpec())
                .collect(Collectors.toMap(
                        spec -> spec.qualifiedName(" "), CommandLineSurfaceTest::words, (a, b) -> a, TreeMap::new));
        var expected = new TreeMap<String, String>();
        OPTIONS.forEach((command, own) -> expected.put(command, withGlobal(own)));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void everything_in_the_help_is_explained_in_both_languages() {
        for (Language language : Language.values()) {
            commands(line(language).getCommandSpec()).forEach(spec -> {
                assertThat(spec.usageMessage().description())
                        .as(spec.qualifiedName())
                        .isNotEmpty();
                Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
                        .forEach(argument -> assertThat(argument.description())
                                .as(spec.qualifiedName() + " " + argument.paramLabel() + " in " + language)
                                .isNotEmpty());
            });
        }
    }
}
