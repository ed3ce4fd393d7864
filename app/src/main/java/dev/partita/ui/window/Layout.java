package dev.partita.ui.window;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.Commands;
import dev.partita.ui.command.MenuGroup;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import javafx.application.Platform;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TabPane;

/** Where the dividers are and which tab is open, kept from one start to the next. */
final class Layout {
    private static final String KEY = "layout";
    private static final double[] USUAL = {0.14, 0.78, 0.66};

    private final UserSettings settings;
    private final SplitPane columns;
    private final SplitPane rows;
    private final TabPane tabs;

    Layout(UserSettings settings, SplitPane columns, SplitPane rows, TabPane tabs) {
        this.settings = settings;
        this.columns = columns;
        this.rows = rows;
        this.tabs = tabs;
    }

    void addCommands(Commands commands) {
        commands.add(Command.of("window.reset_layout", MenuGroup.WINDOW, "", () -> apply(USUAL)));
        for (int i = 0; i < Math.min(9, tabs.getTabs().size()); i++) {
            int index = i;
            String name = tabs.getTabs().get(i).getId().replace("tab.", "");
            commands.add(Command.of("window.tab_" + name, MenuGroup.WINDOW, "Alt+" + (i + 1), () -> {
                tabs.getSelectionModel().select(index);
                tabs.getSelectionModel().getSelectedItem().getContent().requestFocus();
            }));
        }
    }

    void restore() {
        String stored = settings.store().load().preferences().getOrDefault(KEY, "");
        try {
            double[] numbers = Arrays.stream(stored.split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (numbers.length == USUAL.length + 1) {
                tabs.getSelectionModel().select((int)
                        Math.clamp((long) numbers[3], 0, tabs.getTabs().size() - 1));
                // Positions set before the first layout are moved by it.
                Platform.runLater(() -> apply(numbers));
            }
        } catch (NumberFormatException nothingKept) {
            apply(USUAL);
        }
    }

    private void apply(double[] positions) {
        columns.setDividerPositions(positions[0], positions[1]);
        rows.setDividerPositions(positions[2]);
    }

    void keep() {
        String positions = DoubleStream.of(
                        columns.getDividerPositions()[0],
                        columns.getDividerPositions()[1],
                        rows.getDividerPositions()[0],
                        tabs.getSelectionModel().getSelectedIndex())
                .mapToObj(Double::toString)
                .collect(Collectors.joining(","));
        settings.keep(KEY, positions);
    }
}
