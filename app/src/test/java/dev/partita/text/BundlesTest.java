package dev.partita.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.hardware.Clusters;
import dev.partita.program.BufferKind;
import dev.partita.template.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two bundles of each module say the same things, and the code uses all of them and no others. */
class BundlesTest {
    private static final String MODULES = """
            engine,  partition-engine
            runtime, gpu-runtime
            project, projects
            app,     app
            """;

    /** A literal with a module's word in front is a key, or ends in a dot and begins several. */
    private static final Pattern LITERAL = Pattern.compile("\"((?:engine|runtime|project|app)\\.[a-z0-9_.]+)\"");

    /** A file, not a key. */
    private static final String PROJECT_FILE = "project.json";

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    /** English counts those that are not named, Chinese all of them. */
    private static final Set<String> COUNTED_DIFFERENTLY = Set.of("engine.list.more");

    private static Phrasebook english(String module) {
        return Phrasebook.of("dev.partita.text." + module, Language.ENGLISH);
    }

    private static Phrasebook chinese(String module) {
        return Phrasebook.of("dev.partita.text." + module, Language.CHINESE);
    }

    @ParameterizedTest
    @CsvSource(textBlock = MODULES)
    void both_languages_have_the_same_keys(String module) {
        assertThat(chinese(module).bundle().keySet())
                .isEqualTo(english(module).bundle().keySet());
        assertThat(english(module).bundle().keySet())
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key).startsWith(module + "."));
    }

    @ParameterizedTest
    @CsvSource(textBlock = MODULES)
    void both_languages_say_the_same_values(String module) {
        assertThat(english(module).bundle().keySet())
                .filteredOn(key -> !COUNTED_DIFFERENTLY.contains(key))
                .allSatisfy(key -> assertThat(places(chinese(module), key)).isEqualTo(places(english(module), key)));
    }

    private static Set<String> places(Phrasebook texts, String key) {
        return PLACE.matcher(texts.bundle().getString(key))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource(textBlock = MODULES)
    void no_place_is_miswritten(String module) {
        for (Phrasebook texts : new Phrasebook[] {english(module), chinese(module)}) {
            assertThat(texts.bundle().keySet())
                    .allSatisfy(key -> assertThat(
                                    texts.bundle().getString(key).replaceAll("\\{\\d(:[^|{}]*\\|[^|{}]*)?}", ""))
                            .doesNotContain("{", "}"));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = MODULES)
    void chinese_is_chinese(String module) {
        Pattern words = Pattern.compile("[A-Za-z]{3,} [a-z]{3,}");
        assertThat(english(module).bundle().keySet().stream()
                        .filter(key -> words.matcher(english(module).bundle().getString(key))
                                .find()))
                .allSatisfy(key ->
                        assertThat(chinese(module).bundle().getString(key)).containsPattern("\\p{IsHan}"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = MODULES)
    void the_code_uses_every_sentence_of_its_module_and_no_other(String module, String folder) {
        Set<String> literals = LITERAL.matcher(sources(Path.of("..", folder, "src", "main", "java")))
                .results()
                .map(found -> found.group(1))
                .filter(literal -> !literal.equals(PROJECT_FILE))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> keys = english(module).bundle().keySet();
        assertThat(literals).allSatisfy(literal -> assertThat(everyKey()).anyMatch(key -> means(literal, key)));
        assertThat(keys).allSatisfy(key -> assertThat(literals).anyMatch(literal -> means(literal, key)));
    }

    /** A module may say a sentence of another. */
    private static Set<String> everyKey() {
        return MODULES.lines()
                .map(line -> line.split(",")[0].strip())
                .filter(module -> !module.isEmpty())
                .flatMap(module -> english(module).bundle().keySet().stream())
                .collect(Collectors.toSet());
    }

    private static boolean means(String literal, String key) {
        return literal.endsWith(".") ? key.startsWith(literal) : key.equals(literal);
    }

    @Test
    void words_of_tables_and_kinds_have_their_sentences() {
        Stream<Wording> wordings = Stream.of(
                        Stream.of(BufferKind.values()).map(BufferKind::title),
                        Clusters.presets().stream().flatMap(preset -> preset.assumptions().stream()),
                        Templates.all().stream()
                                .flatMap(template -> Stream.of(template.description(), template.source())))
                .flatMap(all -> all);
        assertThat(wordings.map(wording -> wording.in(Language.CHINESE)))
                .allSatisfy(text -> assertThat(text).containsPattern("\\p{IsHan}"));
    }

    /** No sentence is written where it arises: an exception that people may read takes one from a bundle. */
    @ParameterizedTest
    @CsvSource(textBlock = MODULES)
    void a_failure_that_people_read_takes_its_sentence_from_a_bundle(String module, String folder) {
        Matcher written = Pattern.compile(
                        "new (?:Refusal|Invalid\\w+|Unknown\\w+|ShapeMismatch|ProjectFailure|RefusedFile"
                                + "|WorkFailure|CheckpointMismatch|ExecutionFailure\\.\\w+|BackendUnavailable)\\(\\s*\"")
                .matcher(sources(Path.of("..", folder, "src", "main", "java")));
        assertThat(written.results().map(MatchResult::group)).isEmpty();
    }

    private static String sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(BundlesTest::content)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
