package dev.partita.ui.graph;

import dev.partita.graph.Paths;
import dev.partita.ui.command.Command;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.document.Workspace;
import java.util.List;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/** What can be done to the model itself, for menus, palette and keys. */
final class DrawCommands {
    private final Workspace workspace;
    private final ObservableBooleanValue anySelected;

    DrawCommands(Workspace workspace, Drawing drawing, AddBar add, NameBar name) {
        this.workspace = workspace;
        var selected = workspace.document().selection().layers();
        anySelected = Bindings.createBooleanBinding(() -> !selected.get().isEmpty(), selected);
        workspace.commands().add(Command.of("graph.add", MenuGroup.MODEL, "Insert", add::open));
        add("delete", MenuGroup.EDIT, "Delete", () -> drawing.delete(selected()));
        add("copy", MenuGroup.EDIT, "Shortcut+C", () -> drawing.copy(selected()));
        workspace.commands().add(Command.of("graph.paste", MenuGroup.EDIT, "Shortcut+V", drawing::paste));
        add("rename", MenuGroup.MODEL, "F2", () -> {
            String layer = List.copyOf(selected()).getLast();
            name.ask("graph.name_layer", layer, wanted -> drawing.rename(layer, wanted));
        });
        add("group", MenuGroup.MODEL, "Shortcut+G", () -> {
            Set<String> layers = selected();
            String proposal = Paths.free(drawing.graph(), "group");
            name.ask("graph.name_scope", proposal, wanted -> drawing.group(layers, wanted));
        });
        add("ungroup", MenuGroup.MODEL, "Shortcut+Shift+G", () -> drawing.ungroup(selected()));
    }

    private Set<String> selected() {
        return workspace.document().selection().layers().get();
    }

    private void add(String id, MenuGroup menu, String shortcut, Runnable action) {
        workspace.commands().add(Command.of("graph." + id, menu, shortcut, anySelected, action));
    }
}
