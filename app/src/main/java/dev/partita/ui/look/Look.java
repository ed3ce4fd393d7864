package dev.partita.ui.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.util.Subscription;

/** The theme and the scale that are in force; scenes that were dressed follow both. */
public final class Look {
    /** Points of ordinary text at a scale of 1. */
    private static final double TEXT_POINTS = 13;

    /** What canvases write with; stylesheets name it too. */
    public static final String FONT_FAMILY = "Noto Sans CJK SC";

    /** Latin and Chinese in one family, so that a bare system draws both. */
    private static final List<String> FONTS = List.of("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf");

    /** Features with a stylesheet of their own, {@code graph/graph.css}; taken after what all share. */
    private static final List<String> FEATURES = List.of(
            "bill",
            "chart",
            "devices",
            "field",
            "graph",
            "inspector",
            "memory",
            "plans",
            "problems",
            "project",
            "roofline",
            "runs",
            "split",
            "timeline",
            "training");

    private static final String STYLESHEET = "look/partita.css";

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.DARK);
    private final DoubleProperty scale = new SimpleDoubleProperty(1);
    private final ReadOnlyObjectWrapper<Tokens> tokens = new ReadOnlyObjectWrapper<>(Tokens.read(sheet(true)));

    public Look() {
        for (String font : FONTS) {
            Font.loadFont(url("look/" + font), TEXT_POINTS);
        }
        theme.subscribe(this::apply);
        Platform.getPreferences().colorSchemeProperty().subscribe(this::apply);
        apply();
    }

    public ObjectProperty<Theme> theme() {
        return theme;
    }

    /** From 0.5 to 2. */
    public DoubleProperty scale() {
        return scale;
    }

    /** The colours in force, for what is painted. */
    public ReadOnlyObjectProperty<Tokens> tokens() {
        return tokens.getReadOnlyProperty();
    }

    public boolean dark() {
        return switch (theme.get()) {
            case DARK -> true;
            case LIGHT -> false;
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
        };
    }

    private void apply() {
        Application.setUserAgentStylesheet(
                dark() ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        tokens.set(Tokens.read(sheet(dark())));
    }

    private static String sheet(boolean dark) {
        return dark ? "tokens-dark.css" : "tokens-light.css";
    }

    /**
     * Gives a scene theme and scale, now and whenever they change.
     *
     * @return to be ended for a scene that does not live as long as this look
     */
    public Subscription dress(Scene scene) {
        return Subscription.combine(
                tokens.subscribe(ignored -> scene.getStylesheets().setAll(sheets())),
                scale.subscribe(factor -> scene.getRoot()
                        .setStyle(String.format(
                                Locale.ROOT, "-fx-font-size: %.2fpx;", TEXT_POINTS * factor.doubleValue()))));
    }

    private List<String> sheets() {
        return Stream.concat(
                        Stream.of(url("look/" + sheet(dark())), url(STYLESHEET)),
                        FEATURES.stream().map(feature -> url(feature + "/" + feature + ".css")))
                .toList();
    }

    private static String url(String resource) {
        return Objects.requireNonNull(Look.class.getResource("/dev/partita/ui/" + resource), resource)
                .toExternalForm();
    }
}
