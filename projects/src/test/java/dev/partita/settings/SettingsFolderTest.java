package dev.partita.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFolderTest {
    @ParameterizedTest
    @CsvSource({
        "Linux,      UNSET=,                  /home/ada/.config/partita",
        "Linux,      XDG_CONFIG_HOME=/etc/my, /etc/my/partita",
        "Linux,      XDG_CONFIG_HOME=my,      /home/ada/.config/partita",
        "Linux,      PARTITA_HOME=/opt/p,     /opt/p",
        "Windows 11, APPDATA=/roaming,        /roaming/Partita",
        "Windows 11, UNSET=,                  /home/ada/AppData/Roaming/Partita",
        "Mac OS X,   XDG_CONFIG_HOME=/x,      /home/ada/Library/Application Support/Partita",
        "Mac OS X,   PARTITA_HOME=/opt/p,     /opt/p"
    })
    void settings_lie_where_the_system_keeps_them(String system, String variable, String folder) {
        String[] assignment = variable.split("=", 2);
        Map<String, String> environment = Map.of(assignment[0], assignment[1]);
        assertThat(SettingsFolder.of(environment, system, Path.of("/home/ada")).path())
                .isEqualTo(Path.of(folder));
    }
}
