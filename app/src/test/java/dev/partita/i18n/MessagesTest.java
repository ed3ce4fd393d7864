package dev.partita.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.text.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*)\"");
    private static final Pattern USE = Pattern.compile(
            "\\b(?:text|wording|failure|descriptionKey|heading|bound|now)\\s*(?:\\(|=)\\s*(?:ExitCode\\.\\w+,\\s*)?"
                    + LITERAL);
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private final Messages english = Messages.in(Language.ENGLISH);
    private final Messages chinese = Messages.in(Language.CHINESE);

    @Test
    void both_languages_have_the_same_keys() {
        assertThat(chinese.bundle().keySet()).isEqualTo(english.bundle().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_zh.properties"})
    void no_key_is_there_twice(String file) throws IOException {
        Pattern key = Pattern.compile("(?m)^([A-Za-z][\\w.-]*)\\s*=");
        List<String> keys = key.matcher(Files.readString(
                        Path.of("src/main/resources/dev/partita/i18n").resolve(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void both_languages_say_the_same_values() {
        for (String key : english.bundle().keySet()) {
            assertThat(places(chinese, key)).as(key).isEqualTo(places(english, key));
        }
    }

    private static Set<String> places(Messages messages, String key) {
        return PLACE.matcher(messages.bundle().getString(key))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void chinese_texts_are_chinese() {
        Set<String> same = english.bundle().keySet().stream()
                .filter(key -> Pattern.compile("[a-z]{3,}")
                        .matcher(english.bundle().getString(key))
                        .find())
                .filter(key ->
                        chinese.bundle().getString(key).equals(english.bundle().getString(key)))
                .collect(Collectors.toSet());
        assertThat(same).isEmpty();
    }

    @Test
    void every_command_of_the_window_has_a_name() {
        Set<String> names = Pattern.compile("Command\\s*\\.of\\(\\s*" + LITERAL)
                .matcher(sources())
                .results()
                .map(found -> "command." + found.group(1))
                .collect(Collectors.toSet());
        assertThat(names).isNotEmpty();
        assertThat(names).allMatch(this::named);
    }

    @Test
    void every_tab_of_the_window_has_a_command_with_a_name() {
        Set<String> tabs = english.bundle().keySet().stream()
                .filter(key -> key.startsWith("tab."))
                .map(key -> "command.window.tab_" + key.substring("tab.".length()))
                .collect(Collectors.toSet());
        assertThat(tabs).isNotEmpty();
        assertThat(english.bundle().keySet()).containsAll(tabs);
    }

    @Test
    void every_text_that_the_code_uses_is_there() {
        Set<String> used =
                USE.matcher(sources()).results().map(found -> found.group(1)).collect(Collectors.toSet());
        assertThat(used).allMatch(this::named);
        assertThat(used).hasSizeGreaterThan(20);
    }

    /** A key, or the beginning of several that the code ends as it runs. */
    private boolean named(String key) {
        Set<String> keys = english.bundle().keySet();
        return key.endsWith("_") ? keys.stream().anyMatch(known -> known.startsWith(key)) : keys.contains(key);
    }

    @Test
    void every_text_is_used() {
        String sources = sources();
        Set<String> literals =
                LITERAL.matcher(sources).results().map(found -> found.group(1)).collect(Collectors.toSet());
        Set<String> prefixes = Pattern.compile("\"((?:[a-z_]+\\.)+)\"\\s*\\+")
                .matcher(sources)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> unused = english.bundle().keySet().stream()
                .filter(key -> !key.startsWith("partita.") && !key.endsWith("Heading"))
                .filter(key -> !literals.contains(key) && prefixes.stream().noneMatch(key::startsWith))
                .collect(Collectors.toSet());
        assertThat(unused).isEmpty();
    }

    @Test
    void values_stand_where_their_numbers_say() {
        assertThat(english.text("undo.nothing", "a $1 \\ folder"))
                .isEqualTo("a $1 \\ folder has no edit left to undo.");
    }

    @Test
    void the_language_follows_the_environment_as_posix_says() {
        assertThat(Language.ofEnvironment(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(Language.CHINESE);
        assertThat(Language.ofEnvironment(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C")))
                .isEqualTo(Language.ENGLISH);
        assertThat(Language.ofEnvironment(Map.of("LANG", "de_DE"))).isEqualTo(Language.ENGLISH);
    }

    private static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(MessagesTest::content)
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
