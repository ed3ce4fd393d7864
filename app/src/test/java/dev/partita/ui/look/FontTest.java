package dev.partita.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.text.Language;
import dev.partita.text.Phrasebook;
import java.awt.Font;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The font that is shipped draws everything that the window says. */
class FontTest {
    @ParameterizedTest
    @EnumSource(Language.class)
    void every_character_of_every_text_has_a_glyph(Language language) throws Exception {
        Font font = font("NotoSansCJKsc-Regular.otf");
        String missing = Stream.of("i18n.messages", "text.engine", "text.runtime", "text.project", "text.app")
                .map(name -> Phrasebook.of("dev.partita." + name, language).bundle())
                .flatMap(bundle -> bundle.keySet().stream().map(bundle::getString))
                .flatMap(text -> text.codePoints().boxed())
                .distinct()
                .filter(character -> !Character.isWhitespace(character) && !font.canDisplay(character))
                .map(Character::toString)
                .collect(Collectors.joining());
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"})
    void both_weights_belong_to_the_family_that_the_stylesheet_names(String file) throws Exception {
        assertThat(font(file).getFamily()).startsWith("Noto Sans CJK SC");
    }

    private static Font font(String file) throws Exception {
        try (InputStream stream = Look.class.getResourceAsStream(file)) {
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        }
    }
}
