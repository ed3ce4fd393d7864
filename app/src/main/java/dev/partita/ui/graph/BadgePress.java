package dev.partita.ui.graph;

import dev.partita.graph.Repair;
import dev.partita.program.LayerCosts.Connection;
import dev.partita.ui.document.DeviceLink;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.WireBadges.Badge;
import java.util.List;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** A press on what hangs on a wire: a fault offers its repairs there, what is sent leads to the link it takes. */
final class BadgePress {
    private final Workspace workspace;
    private final GraphState state;
    private final GraphCanvas canvas;
    private final Drawing drawing;
    private final ContextMenu menu = new ContextMenu();
    private final Tooltip details = new Tooltip();

    BadgePress(Workspace workspace, GraphState state, GraphCanvas canvas, Drawing drawing) {
        this.workspace = workspace;
        this.state = state;
        this.canvas = canvas;
        this.drawing = drawing;
        canvas.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        canvas.addEventFilter(MouseEvent.MOUSE_MOVED, this::moved);
        canvas.addEventFilter(MouseEvent.MOUSE_EXITED, event -> details.hide());
    }

    private Optional<Badge> badge(MouseEvent event) {
        if (Detail.at(state.viewport.get().scale()) != Detail.EVERYTHING) {
            return Optional.empty();
        }
        double x = state.viewport.get().toWorldX(event.getX());
        double y = state.viewport.get().toWorldY(event.getY());
        return state.picture.get().flatMap(picture -> WireBadges.at(picture, canvas.wireTexts(), x, y));
    }

    private void moved(MouseEvent event) {
        Optional<Badge> badge = badge(event);
        badge.filter(found -> found.kind() == WireBadges.Kind.CONVERSION)
                .ifPresentOrElse(found -> explain(found, event), details::hide);
        if (badge.isPresent()) {
            canvas.setCursor(Cursor.HAND);
            event.consume();
        }
    }

    /** Axes, bytes and times beside the pointer. */
    private void explain(Badge badge, MouseEvent event) {
        details.setText(canvas.wireTexts().conversionDetails(badge.wire()));
        if (!details.isShowing()) {
            details.show(canvas, event.getScreenX() + 12, event.getScreenY() + 16);
        }
    }

    private void pressed(MouseEvent event) {
        menu.hide();
        if (event.getButton() == MouseButton.PRIMARY) {
            badge(event).ifPresent(badge -> {
                canvas.requestFocus();
                switch (badge.kind()) {
                    case FAULT -> offer(badge, event);
                    case CONVERSION ->
                        workspace
                                .document()
                                .selection()
                                .select(List.of(badge.wire()
                                        .connections()
                                        .getFirst()
                                        .port()
                                        .layer()));
                    case SENT -> link(badge).ifPresent(workspace.document().selection()::select);
                }
                event.consume();
            });
        }
    }

    private void offer(Badge badge, MouseEvent event) {
        List<String> readers = badge.wire().connections().stream()
                .map(Connection::reader)
                .distinct()
                .toList();
        workspace.document().selection().select(readers);
        List<Repair> repairs = drawing.repairs(readers);
        menu.getItems().setAll(repairs.stream().map(this::item).toList());
        if (repairs.isEmpty()) {
            MenuItem none = new MenuItem(workspace.texts().now("graph.no_repair"));
            none.setDisable(true);
            menu.getItems().add(none);
        }
        menu.show(canvas, event.getScreenX(), event.getScreenY());
    }

    private MenuItem item(Repair repair) {
        MenuItem item =
                new MenuItem(repair.action().in(workspace.texts().language().get()));
        item.setMnemonicParsing(false);
        item.setOnAction(event -> drawing.mend(repair));
        return item;
    }

    /** The link of the first message along a wire. */
    private Optional<DeviceLink> link(Badge badge) {
        for (Connection connection : badge.wire().connections()) {
            for (int from : state.placed.get().of(connection.port().layer())) {
                for (int to : state.placed.get().of(connection.reader())) {
                    if (from != to) {
                        return Optional.of(new DeviceLink(from, to));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
