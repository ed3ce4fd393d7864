package dev.partita.ui.devices;

import dev.partita.ui.devices.DeviceRow.OfDevice;
import dev.partita.ui.devices.DeviceRow.OfMachine;
import dev.partita.ui.document.LayerDrag;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.field.WrappingCell;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseDragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** A row of the list: a machine's head, or a device's card, which layers can be dropped on. */
final class DeviceCell extends WrappingCell<DeviceRow> {
    /** Deliveries of readings between two accounts for screen readers: about a second. */
    private static final int SPOKEN_EVERY = 3;

    private final DevicesModel model;
    private final LayerDrag drag;
    private final Workspace workspace;
    private final HBox head = new HBox();
    private final Label headText = new Label();
    private final CardView card;
    private ContextMenu menu = new ContextMenu();

    DeviceCell(Workspace workspace, DevicesModel model) {
        this.workspace = workspace;
        this.model = model;
        this.drag = workspace.drag();
        this.card = new CardView(workspace, model);
        getStyleClass().add("device-cell");
        head.getChildren().add(headText);
        head.getStyleClass().add("machine-head");
        addEventHandler(MouseDragEvent.MOUSE_DRAG_ENTERED, event -> hover());
        addEventHandler(MouseDragEvent.MOUSE_DRAG_OVER, event -> hover());
        addEventHandler(MouseDragEvent.MOUSE_DRAG_EXITED, event -> leave());
        addEventHandler(MouseDragEvent.MOUSE_DRAG_RELEASED, this::dropped);
        addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
        setOnContextMenuRequested(this::showMenu);
        model.now().subscribe(this::refresh);
        model.after().subscribe(this::refresh);
        model.obstacles().subscribe(this::refresh);
        model.brush().subscribe(this::refresh);
        drag.hovered().subscribe(this::refresh);
        workspace.document().selection().device().subscribe(this::refresh);
        workspace.texts().messages().subscribe(ignored -> refresh());
        workspace.document().liveUse().revision().subscribe(this::follow);
    }

    private void follow(Number reading) {
        if (device().isPresent()) {
            card.follow();
            if (reading.longValue() % SPOKEN_EVERY == 0) {
                setAccessibleText(card.spoken());
            }
        }
    }

    private OptionalInt device() {
        return getItem() instanceof OfDevice row ? OptionalInt.of(row.device()) : OptionalInt.empty();
    }

    private void hover() {
        if (drag.active() && device().isPresent() && !drag.hovered().get().equals(device())) {
            drag.hover(device().getAsInt());
        }
    }

    /** With Shift a device is added to those of the layers; a machine's head stands for all its devices. */
    private void dropped(MouseDragEvent event) {
        switch (getItem()) {
            case null -> {}
            case OfDevice row when event.isShiftDown() -> drag.dropOver(List.of(row.device()), true);
            case OfDevice row -> drag.drop(row.device());
            case OfMachine row -> drag.dropOver(model.devices(row), event.isShiftDown());
        }
    }

    private void leave() {
        if (drag.active()) {
            drag.leave();
        }
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            device().ifPresent(model::selectLayers);
        }
    }

    /** Made when it is asked for: cells change their device at every step of scrolling. */
    private void showMenu(ContextMenuEvent event) {
        device().ifPresent(device -> {
            menu.hide();
            menu = DeviceMenu.of(workspace, model, device);
            menu.show(this, event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    @Override
    protected void updateItem(@Nullable DeviceRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        if (empty || row == null) {
            setGraphic(null);
            return;
        }
        switch (row) {
            case OfMachine _ -> setGraphic(head);
            case OfDevice _ -> setGraphic(card.view());
        }
        refresh();
    }

    private void refresh() {
        switch (getItem()) {
            case null -> {}
            case OfMachine row ->
                headText.setText(workspace
                        .texts()
                        .now(
                                "devices.machine",
                                row.number(),
                                row.machine().devices(),
                                row.machine().model().name(),
                                row.machine().inside().bandwidth()));
            case OfDevice row -> {
                card.show(row.device());
                setAccessibleText(card.spoken());
            }
        }
    }
}
