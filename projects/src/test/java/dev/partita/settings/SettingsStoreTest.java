package dev.partita.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.project.FaultyDisk;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsStoreTest {
    @TempDir
    Path home;

    private final List<String> messages = new ArrayList<>();

    @Test
    void recent_projects_are_the_last_twelve_each_once() {
        for (int n = 0; n < 20; n++) {
            Path project = home.resolve("model-" + n % 15);
            store().update(settings -> settings.withRecent(project));
        }
        assertThat(store().load().recentProjects())
                .hasSize(12)
                .doesNotHaveDuplicates()
                .startsWith(
                        home.resolve("model-4").toString(),
                        home.resolve("model-3").toString());
    }

    @Test
    void preference_and_recent_projects_do_not_disturb_each_other() {
        store().update(settings -> settings.withPreference("language", "zh"));
        store().update(settings -> settings.withRecent(home));
        store().update(settings -> settings.withoutRecent(home.toString()).withPreference("theme", "dark"));
        assertThat(store().load().preferences()).containsOnly(Map.entry("language", "zh"), Map.entry("theme", "dark"));
        assertThat(store().load().recentProjects()).isEmpty();
        assertThat(messages).isEmpty();
    }

    @Test
    void changes_of_several_threads_at_once_are_all_there() {
        IntStream.range(0, 20)
                .parallel()
                .forEach(n -> store().update(settings -> settings.withPreference("key" + n, "value")));
        assertThat(store().load().preferences()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"format\": 1}", "{\"format\": 1, \"settings\": {\"recent_projects\": 3}}"})
    void damaged_file_is_ignored_with_a_message_and_replaced(String text) throws IOException {
        Files.writeString(home.resolve("settings.json"), text);
        assertThat(store().load()).isEqualTo(Settings.NONE);
        assertThat(messages).singleElement().asString().contains("is damaged and is ignored");
        store().update(settings -> settings.withPreference("theme", "dark"));
        assertThat(store().load().preferences()).containsEntry("theme", "dark");
    }

    @Test
    void file_of_a_newer_partita_is_read_and_left_as_it_is() throws IOException {
        String newer = """
                {"format": 2, "window": {}, "settings":
                  {"recent_projects": [], "preferences": {"theme": "dark"}, "pinned": []}}
                """;
        Files.writeString(home.resolve("settings.json"), newer);
        Settings changed = store().update(settings -> settings.withPreference("language", "zh"));
        assertThat(changed.preferences()).containsOnlyKeys("theme", "language");
        assertThat(messages).singleElement().asString().contains("belongs to a newer Partita");
        assertThat(home.resolve("settings.json")).hasContent(newer);
    }

    @Test
    void folder_that_cannot_be_written_costs_a_message_only() {
        FaultyDisk disk = new FaultyDisk(new AccessDeniedException(home.toString()), 0);
        Settings changed = new SettingsStore(
                        new SettingsFolder(home), sentence -> messages.add(sentence.toString()), disk)
                .update(settings -> settings.withPreference("theme", "dark"));
        assertThat(changed.preferences()).containsEntry("theme", "dark");
        assertThat(messages).singleElement().asString().contains("make the folder writable");
    }

    private SettingsStore store() {
        return new SettingsStore(new SettingsFolder(home), sentence -> messages.add(sentence.toString()));
    }
}
