package dev.partita.ui.graph;

import dev.partita.ui.command.Commands;
import dev.partita.ui.document.CommandTwins;
import dev.partita.ui.document.Workspace;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;

/** The menu under the right button, or the keyboard's menu key: what is most often done with the selection. */
final class GraphMenu {
    private static final int MOST_DEVICES = 9;

    private final Workspace workspace;
    private final Drawing drawing;
    private final ContextMenu menu = new ContextMenu();

    GraphMenu(Workspace workspace, Node owner, Drawing drawing) {
        this.workspace = workspace;
        this.drawing = drawing;
        owner.setOnContextMenuRequested(event -> show(owner, event));
    }

    private void show(Node owner, ContextMenuEvent event) {
        int devices = Math.min(
                MOST_DEVICES, workspace.document().plan().get().cluster().deviceCount());
        Stream<MenuItem> places = Stream.concat(
                IntStream.range(0, devices).mapToObj(device -> item("place_" + device)), Stream.of(item("unplace")));
        menu.getItems().setAll(repairs());
        menu.getItems().addAll(items("toggle", "enter", "leave"));
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().addAll(places.toList());
        menu.getItems().add(item("divide"));
        menu.getItems()
                .add(CommandTwins.menu(
                        workspace.texts(),
                        workspace.notices(),
                        Stream.concat(
                                        IntStream.range(0, devices).mapToObj(device -> "place_" + device),
                                        Stream.of("unplace"))
                                .map(id -> workspace.commands().get("graph." + id))));
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().addAll(items("add", "rename", "group", "ungroup", "copy", "paste", "delete"));
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().addAll(items("zoom_selection", "fit", "find"));
        menu.show(owner, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    /** What would mend the selected layers comes first. */
    private List<MenuItem> repairs() {
        return drawing.repairs(workspace.document().selection().layers().get()).stream()
                .map(repair -> {
                    MenuItem item = new MenuItem(
                            repair.action().in(workspace.texts().language().get()));
                    item.setOnAction(event -> drawing.mend(repair));
                    return item;
                })
                .toList();
    }

    private List<MenuItem> items(String... ids) {
        return Stream.of(ids).map(this::item).toList();
    }

    private MenuItem item(String id) {
        Commands commands = workspace.commands();
        return commands.menuItem(commands.get("graph." + id));
    }
}
