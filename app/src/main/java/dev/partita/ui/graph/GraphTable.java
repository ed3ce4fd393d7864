package dev.partita.ui.graph;

import dev.partita.hardware.Cluster;
import dev.partita.program.LayerCosts;
import dev.partita.quantity.Human;
import dev.partita.ui.document.Selection;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.graph.fold.Picture;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** The graph as a table of parts, for the keyboard and for those who cannot see a canvas; selection and drags are shared. */
final class GraphTable {
    private final Workspace workspace;
    private final GraphState state;
    private final BoxTexts texts;
    private final Selection selection;
    private final TreeTableView<Part> table = new TreeTableView<>();
    private @Nullable PartTree shown;
    private boolean following;

    GraphTable(Workspace workspace, GraphState state, BoxTexts texts) {
        this.workspace = workspace;
        this.state = state;
        this.texts = texts;
        this.selection = workspace.document().selection();
        table.setId("graph.table");
        table.getStyleClass().add("graph-table");
        table.setShowRoot(false);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.accessibleTextProperty().bind(workspace.texts().bound("graph.table"));
        table.getColumns()
                .setAll(List.of(
                        column("name", 260, texts::name),
                        column("operator", 140, this::operator),
                        column("device", 120, part -> devices(part.layers())),
                        column("parameters", 110, part -> texts.count(part.layers())),
                        column("bytes", 110, part -> bytes(part.layers()))));
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<TreeItem<Part>>) change -> tell());
        table.setOnDragDetected(this::carry);
        table.setOnMouseReleased(event -> Platform.runLater(workspace.drag()::end));
        table.visibleProperty().subscribe(this::refresh);
        state.picture.subscribe(this::refresh);
        state.placed.subscribe(table::refresh);
        state.costs.subscribe(table::refresh);
        workspace.texts().messages().subscribe(table::refresh);
        selection.layers().subscribe(this::follow);
    }

    Node view() {
        return table;
    }

    private TreeTableColumn<Part, String> column(String name, double width, Function<Part, String> value) {
        TreeTableColumn<Part, String> column = new TreeTableColumn<>();
        column.textProperty().bind(workspace.texts().bound("graph.column." + name));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(
                cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue().getValue())));
        return column;
    }

    private String operator(Part part) {
        return switch (part) {
            case Part.Single single -> single.layer().operator().kind();
            case Part.Scope scope ->
                workspace.texts().now("graph.layers", scope.layers().size());
            case Part.Run run -> "×" + run.blocks().size();
        };
    }

    private String devices(Collection<String> layers) {
        Set<Integer> devices = state.placed.get().of(layers);
        return devices.size() > 3
                ? workspace.texts().now("graph.devices", devices.size())
                : devices.stream().map(Cluster::deviceName).collect(Collectors.joining(", "));
    }

    private String bytes(Collection<String> layers) {
        return state.costs.get().map(costs -> text(costs, layers)).orElse("");
    }

    private static String text(LayerCosts costs, Collection<String> layers) {
        return Human.bytes(costs.bytes(layers));
    }

    /** Written only while it is seen. */
    private void refresh() {
        PartTree tree = state.picture
                .get()
                .map(Picture::graph)
                .map(graph -> graph.tree())
                .orElse(null);
        if (table.isVisible() && tree != null && tree != shown) {
            shown = tree;
            table.setRoot(item(tree.root()));
        }
        follow();
    }

    private static TreeItem<Part> item(Part part) {
        TreeItem<Part> item = new TreeItem<>(part);
        List<? extends Part> inside = switch (part) {
            case Part.Single _ -> List.of();
            case Part.Scope scope -> scope.parts();
            case Part.Run run -> run.blocks();
        };
        inside.forEach(child -> item.getChildren().add(item(child)));
        return item;
    }

    private void tell() {
        if (!following) {
            Set<String> layers = new LinkedHashSet<>();
            for (TreeItem<Part> item : table.getSelectionModel().getSelectedItems()) {
                if (item != null) {
                    layers.addAll(item.getValue().layers());
                }
            }
            following = true;
            selection.select(layers);
            following = false;
        }
    }

    /** Shows what others selected: whole parts where all their layers are, and never as more rows than that needs. */
    private void follow() {
        if (following || !table.isVisible() || table.getRoot() == null) {
            return;
        }
        following = true;
        table.getSelectionModel().clearSelection();
        select(table.getRoot(), new HashSet<>(selection.layers().get()));
        following = false;
    }

    private void select(TreeItem<Part> item, Set<String> selected) {
        for (TreeItem<Part> child : item.getChildren()) {
            List<String> layers = child.getValue().layers();
            if (selected.containsAll(layers)) {
                item.setExpanded(true);
                table.getSelectionModel().select(child);
            } else if (layers.stream().anyMatch(selected::contains)) {
                item.setExpanded(true);
                select(child, selected);
            }
        }
    }

    private void carry(MouseEvent event) {
        Set<String> layers = selection.layers().get();
        if (!layers.isEmpty()) {
            table.startFullDrag();
            state.picture
                    .get()
                    .ifPresent(picture ->
                            workspace.drag().begin(layers, new DragLabel(workspace.texts(), picture).of(layers)));
        }
        event.consume();
    }
}
