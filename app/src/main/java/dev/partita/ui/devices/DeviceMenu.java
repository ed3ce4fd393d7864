package dev.partita.ui.devices;

import dev.partita.hardware.Cluster;
import dev.partita.ui.document.Workspace;
import java.util.OptionalInt;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;

/** What can be done with one device. */
final class DeviceMenu {
    private DeviceMenu() {}

    static ContextMenu of(Workspace workspace, DevicesModel model, int device) {
        ContextMenu menu = new ContextMenu();
        MenuItem place = item(workspace, "devices.menu.place", device, () -> model.placeSelection(device));
        MenuItem add = item(workspace, "devices.menu.add", device, () -> model.addToSelection(device));
        add.disableProperty().bind(place.disableProperty());
        place.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> workspace.document().selection().layers().get().isEmpty(),
                        workspace.document().selection().layers()));
        menu.getItems()
                .addAll(
                        item(workspace, "devices.menu.select", device, () -> model.selectLayers(device)),
                        place,
                        add,
                        item(
                                workspace,
                                "devices.menu.paint",
                                device,
                                () -> model.brush().set(OptionalInt.of(device))),
                        item(workspace, "devices.menu.clear", device, () -> model.clear(device)));
        return menu;
    }

    private static MenuItem item(Workspace workspace, String key, int device, Runnable action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(workspace.texts().bound(key, Cluster.deviceName(device)));
        item.setOnAction(event -> action.run());
        return item;
    }
}
