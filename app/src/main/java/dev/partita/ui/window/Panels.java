package dev.partita.ui.window;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;

/** The panels around the graph, each of which can be hidden, with the places of their dividers. */
final class Panels {
    /** One of them, with what it is remembered by and the usual place of its divider. */
    enum Panel {
        LEFT(0.14),
        RIGHT(0.78),
        BOTTOM(0.66);

        private final double usual;

        Panel(double usual) {
            this.usual = usual;
        }

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final SplitPane columns;
    private final SplitPane rows;
    private final Node left;
    private final Node centre;
    private final Node right;
    private final Node bottom;
    private final Set<Panel> hidden = EnumSet.noneOf(Panel.class);

    /** Where dividers are, or were when their panels were hidden. */
    private final double[] places = usualPlaces();

    /** Takes the panes whole: left, graph and right above the bottom. */
    Panels(SplitPane columns, SplitPane rows) {
        this.columns = columns;
        this.rows = rows;
        this.left = columns.getItems().get(0);
        this.centre = columns.getItems().get(1);
        this.right = columns.getItems().get(2);
        this.bottom = rows.getItems().get(1);
    }

    private static double[] usualPlaces() {
        return Stream.of(Panel.values()).mapToDouble(panel -> panel.usual).toArray();
    }

    boolean shown(Panel panel) {
        return !hidden.contains(panel);
    }

    void toggle(Panel panel) {
        readPlaces();
        if (!hidden.remove(panel)) {
            hidden.add(panel);
        }
        arrange();
    }

    void show(Panel panel) {
        if (!shown(panel)) {
            toggle(panel);
        }
    }

    void reset() {
        apply(usualPlaces(), Set.of());
    }

    /** @param dividers the places by panel */
    void apply(double[] dividers, Set<Panel> hide) {
        System.arraycopy(dividers, 0, places, 0, places.length);
        hidden.clear();
        hidden.addAll(hide);
        arrange();
    }

    private void arrange() {
        columns.getItems()
                .setAll(Stream.of(shown(Panel.LEFT) ? left : null, centre, shown(Panel.RIGHT) ? right : null)
                        .filter(java.util.Objects::nonNull)
                        .toList());
        rows.getItems().setAll(shown(Panel.BOTTOM) ? java.util.List.of(columns, bottom) : java.util.List.of(columns));
        int divider = 0;
        for (Panel panel : new Panel[] {Panel.LEFT, Panel.RIGHT}) {
            if (shown(panel)) {
                columns.setDividerPosition(divider++, places[panel.ordinal()]);
            }
        }
        if (shown(Panel.BOTTOM)) {
            rows.setDividerPosition(0, places[Panel.BOTTOM.ordinal()]);
        }
    }

    private void readPlaces() {
        int divider = 0;
        for (Panel panel : new Panel[] {Panel.LEFT, Panel.RIGHT}) {
            if (shown(panel)) {
                places[panel.ordinal()] = columns.getDividerPositions()[divider++];
            }
        }
        if (shown(Panel.BOTTOM)) {
            places[Panel.BOTTOM.ordinal()] = rows.getDividerPositions()[0];
        }
    }

    double[] places() {
        readPlaces();
        return places.clone();
    }

    String hiddenKeys() {
        return hidden.stream().map(Panel::key).collect(Collectors.joining(","));
    }
}
