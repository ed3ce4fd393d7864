package dev.partita.ui.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

/**
 * The named colours of a theme for what is painted on a canvas, read from the same stylesheet that controls are dressed
 * with: {@code -partita-panel: #12171D;}.
 */
public final class Tokens {
    private static final Pattern DEFINITION = Pattern.compile("(-partita-[a-z0-9-]+)\\s*:\\s*(#[0-9A-Fa-f]{6,8})\\s*;");

    /** Colours for devices in an order that colour-blind people can tell apart; they repeat. */
    public static final int DEVICE_COLOURS = 8;

    private final Map<String, Color> colours = new HashMap<>();

    private Tokens(String stylesheet) {
        Matcher definitions = DEFINITION.matcher(stylesheet);
        while (definitions.find()) {
            colours.put(definitions.group(1), Color.web(definitions.group(2)));
        }
    }

    static Tokens read(String resource) {
        try (InputStream stream = Objects.requireNonNull(Tokens.class.getResourceAsStream(resource), resource)) {
            return new Tokens(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The colour called {@code -partita-<name>}. */
    public Color colour(String name) {
        Color found = colours.get("-partita-" + name);
        if (found == null) {
            throw new IllegalArgumentException("The theme defines no colour -partita-" + name + ".");
        }
        return found;
    }

    public Color device(int device) {
        return colour("device-" + device % DEVICE_COLOURS);
    }
}
