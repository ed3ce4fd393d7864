package dev.partita.ui.window;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.window.Panels.Panel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.TabPane;

/**
 * Where the dividers are, which panels are hidden, which tab is open and which have windows of their own, kept from one
 * start to the next.
 */
final class Layout {
    private static final String KEY = "layout";
    private static final String HIDDEN = "layout.hidden";

    /** Tabs with windows of their own, as {@code name:place} each. */
    private static final String TORN = "layout.torn";

    private static final Map<Panel, String> TOGGLE_KEYS =
            Map.of(Panel.LEFT, "Shortcut+B", Panel.RIGHT, "Shortcut+Alt+B", Panel.BOTTOM, "Shortcut+J");

    private final UserSettings settings;
    private final Panels panels;
    private final TabPane tabs;
    private final List<TornTab> tearable;

    Layout(UserSettings settings, Workspace workspace, Panels panels, TabPane tabs) {
        this.settings = settings;
        this.panels = panels;
        this.tabs = tabs;
        this.tearable =
                tabs.getTabs().stream().map(tab -> new TornTab(workspace, tab)).toList();
    }

    void addCommands(Commands commands) {
        for (Panel panel : Panel.values()) {
            commands.add(Command.of(
                    "view.toggle_" + panel.key(),
                    MenuGroup.VIEW,
                    TOGGLE_KEYS.getOrDefault(panel, ""),
                    () -> panels.toggle(panel)));
        }
        commands.add(Command.of("window.tear_off", MenuGroup.WINDOW, "Shift+F12", () -> {
            panels.show(Panel.BOTTOM);
            tearable.get(tabs.getSelectionModel().getSelectedIndex()).tear();
        }));
        commands.add(Command.of("window.bring_back", MenuGroup.WINDOW, "", this::bringBack));
        commands.add(Command.of("window.reset_layout", MenuGroup.WINDOW, "", this::reset));
        for (int i = 0; i < Math.min(9, tabs.getTabs().size()); i++) {
            int index = i;
            String name = tabs.getTabs().get(i).getId().replace("tab.", "");
            commands.add(Command.of("window.tab_" + name, MenuGroup.WINDOW, "Alt+" + (i + 1), () -> open(index)));
        }
        tabs.getTabs().forEach(tab -> {
            ContextMenu menu = new ContextMenu(commands.menuItem(commands.get("window.tear_off")));
            menu.setOnShowing(event -> tabs.getSelectionModel().select(tab));
            tab.setContextMenu(menu);
        });
    }

    /** Brings a tab to the front, wherever it is. */
    private void open(int index) {
        tabs.getSelectionModel().select(index);
        if (tearable.get(index).torn()) {
            tearable.get(index).tear();
            return;
        }
        panels.show(Panel.BOTTOM);
        tabs.getSelectionModel().getSelectedItem().getContent().requestFocus();
    }

    /** All tabs are in this window again. */
    void bringBack() {
        tearable.forEach(TornTab::bringBack);
    }

    private void reset() {
        bringBack();
        panels.reset();
    }

    void restore() {
        Map<String, String> preferences = settings.store().load().preferences();
        try {
            double[] numbers = Arrays.stream(preferences.getOrDefault(KEY, "").split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (numbers.length == Panel.values().length + 1) {
                tabs.getSelectionModel().select((int)
                        Math.clamp((long) numbers[3], 0, tabs.getTabs().size() - 1));
                Set<Panel> hidden = hidden(preferences.getOrDefault(HIDDEN, ""));
                // Positions set before the first layout are moved by it.
                Platform.runLater(() -> panels.apply(numbers, hidden));
                List<String> torn = List.of(preferences.getOrDefault(TORN, "").split(","));
                Platform.runLater(() -> tearAgain(torn));
            }
        } catch (NumberFormatException nothingKept) {
            panels.reset();
        }
    }

    private void tearAgain(List<String> torn) {
        for (String entry : torn) {
            int colon = entry.indexOf(':');
            tearable.stream()
                    .filter(tab -> colon > 0 && tab.name().equals(entry.substring(0, colon)) && !tab.torn())
                    .findFirst()
                    .ifPresent(tab -> tab.tear(WindowPlace.read(entry.substring(colon + 1))));
        }
    }

    private static Set<Panel> hidden(String keys) {
        List<String> known = List.of(keys.split(","));
        return Stream.of(Panel.values())
                .filter(panel -> known.contains(panel.key()))
                .collect(Collectors.toSet());
    }

    void keep() {
        String positions = DoubleStream.concat(
                        Arrays.stream(panels.places()),
                        DoubleStream.of(tabs.getSelectionModel().getSelectedIndex()))
                .mapToObj(Double::toString)
                .collect(Collectors.joining(","));
        settings.keep(KEY, positions);
        settings.keep(HIDDEN, panels.hiddenKeys());
        settings.keep(
                TORN,
                tearable.stream()
                        .flatMap(tab -> tab.place().stream().map(place -> tab.name() + ":" + place.text()))
                        .collect(Collectors.joining(",")));
    }
}
