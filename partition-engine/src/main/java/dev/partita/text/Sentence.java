package dev.partita.text;

import java.util.List;

/**
 * A sentence, or a part of one, that is not yet in any language: the key of a template and the values for its places.
 * The first word of a key names the module that owns the template; the templates of module {@code engine} are the
 * resources {@code engine.properties} and {@code engine_zh.properties} beside this class.
 *
 * @param values numbers, quantities, names, or other {@link Wording}s
 */
public record Sentence(String key, List<Object> values) implements Wording {
    public Sentence {
        values = List.copyOf(values);
    }

    public static Sentence of(String key, Object... values) {
        return new Sentence(key, List.of(values));
    }

    @Override
    public String in(Language language) {
        String module = key.substring(0, key.indexOf('.'));
        return Phrasebook.of("dev.partita.text." + module, language).text(key, values);
    }

    /** In English, for logs and tests. */
    @Override
    public String toString() {
        return in(Language.ENGLISH);
    }
}
