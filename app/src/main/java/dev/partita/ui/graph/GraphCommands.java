package dev.partita.ui.graph;

import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/** What can be done with the graph, for menus, palette and keys. */
final class GraphCommands {
    private static final int DEVICE_KEYS = 9;

    private final Workspace workspace;
    private final GraphState state;
    private final GraphActions actions;
    private final FindBar find;
    private final ObservableBooleanValue anySelected;

    GraphCommands(Workspace workspace, GraphState state, GraphActions actions, FindBar find) {
        this.workspace = workspace;
        this.state = state;
        this.actions = actions;
        this.find = find;
        var selected = workspace.document().selection().layers();
        anySelected = Bindings.createBooleanBinding(() -> !selected.get().isEmpty(), selected);
        view();
        folding();
        colours();
        placing();
    }

    private void add(String id, MenuGroup menu, String shortcut, Runnable action) {
        workspace.commands().add(Command.of("graph." + id, menu, shortcut, action));
    }

    private void addForSelection(String id, MenuGroup menu, String shortcut, Runnable action) {
        workspace.commands().add(Command.of("graph." + id, menu, shortcut, anySelected, action));
    }

    private void addPlacing(String id, String shortcut, List<Integer> devices, Runnable action) {
        var layers = workspace.document().selection().layers();
        workspace
                .commands()
                .add(Command.of("graph." + id, MenuGroup.DEVICES, shortcut, anySelected, action)
                        .withTwin(() -> workspace.drag().lines(layers.get(), devices)));
    }

    private void view() {
        add("fit", MenuGroup.VIEW, "F", actions::fit);
        add("zoom_in", MenuGroup.VIEW, "Shortcut+Equals", () -> actions.zoomBy(1.25));
        add("zoom_out", MenuGroup.VIEW, "Shortcut+Minus", () -> actions.zoomBy(0.8));
        add(
                "zoom_100",
                MenuGroup.VIEW,
                "Shift+1",
                () -> actions.zoomTo(workspace.look().scale().get()));
        addForSelection("zoom_selection", MenuGroup.VIEW, "Shift+F", actions::zoomToSelection);
        add("find", MenuGroup.EDIT, "Shortcut+F", () -> find.open(false));
        add("go_to", MenuGroup.EDIT, "Shortcut+P", () -> find.open(true));
        add("as_table", MenuGroup.VIEW, "Shortcut+T", () -> state.asTable.set(!state.asTable.get()));
        add("select_all", MenuGroup.EDIT, "Shortcut+A", actions::selectAll);
    }

    private void folding() {
        addForSelection("toggle", MenuGroup.VIEW, "", () -> actions.current().ifPresent(actions::toggle));
        addForSelection(
                "enter",
                MenuGroup.VIEW,
                "Alt+Down",
                () -> actions.current().ifPresent(box -> {
                    if (box.foldable()) {
                        actions.enter(box.id());
                    }
                }));
        add("leave", MenuGroup.VIEW, "Alt+Up", actions::leave);
        add("fold_all", MenuGroup.VIEW, "Shortcut+Shift+Minus", actions::foldAll);
        add("unfold_all", MenuGroup.VIEW, "Shortcut+Shift+Equals", actions::unfoldAll);
    }

    private void colours() {
        for (ColourBy by : ColourBy.values()) {
            add("colour_" + by.key().toLowerCase(Locale.ROOT), MenuGroup.VIEW, "", () -> state.colourBy.set(by));
        }
    }

    private void placing() {
        for (int device = 0; device < DEVICE_KEYS; device++) {
            int target = device;
            addPlacing("place_" + device, "Shortcut+" + (device + 1), List.of(target), () -> place(target));
        }
        for (int device = 0; device < DEVICE_KEYS; device++) {
            int target = device;
            addForSelection(
                    "add_" + device, MenuGroup.DEVICES, "Shortcut+Shift+" + (device + 1), () -> addDevice(target));
        }
        addForSelection("divide", MenuGroup.DEVICES, "Shortcut+Alt+D", this::divide);
        addPlacing("unplace", "Shortcut+0", List.of(), () -> send(List.of()));
        OptionalInt none = OptionalInt.empty();
        var device = workspace.document().selection().device();
        ObservableBooleanValue paintable = Bindings.createBooleanBinding(
                () -> device.get().isPresent() || state.brush.get().isPresent(), device, state.brush);
        workspace
                .commands()
                .add(Command.of(
                        "graph.paint",
                        MenuGroup.DEVICES,
                        "",
                        paintable,
                        () -> state.brush.set(state.brush.get().isPresent() ? none : device.get())));
    }

    private void place(int device) {
        int devices = workspace.document().plan().get().cluster().deviceCount();
        if (device >= devices) {
            workspace.notices().warn(Messages.wording("graph.no_device", Cluster.deviceName(device), devices));
            return;
        }
        send(List.of(device));
    }

    private void addDevice(int device) {
        int devices = workspace.document().plan().get().cluster().deviceCount();
        if (device >= devices) {
            workspace.notices().warn(Messages.wording("graph.no_device", Cluster.deviceName(device), devices));
            return;
        }
        workspace.drag().addDevices(workspace.document().selection().layers().get(), List.of(device));
    }

    /** Over the devices that the selected layers are on; where that is one, over all of the cluster. */
    private void divide() {
        Set<String> layers = workspace.document().selection().layers().get();
        Set<Integer> devices = workspace.drag().devices(layers);
        int all = workspace.document().plan().get().cluster().deviceCount();
        if (all < 2) {
            workspace.notices().warn(Messages.wording("graph.one_device"));
            return;
        }
        workspace
                .drag()
                .divide(
                        layers,
                        devices.size() > 1
                                ? List.copyOf(devices)
                                : IntStream.range(0, all).boxed().toList());
    }

    private void send(List<Integer> devices) {
        Document document = workspace.document();
        workspace.drag().send(document.selection().layers().get(), devices);
    }
}
