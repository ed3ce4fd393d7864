package dev.partita.ui.plans;

import dev.partita.checks.ComparedFigure;
import dev.partita.checks.ComparedFigure.Better;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.plans.CompareModel.Compared;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** What both plans amount to, line by line; the better one of each is marked, by more than a colour. */
final class FigureTable {
    private static final PseudoClass BETTER = PseudoClass.getPseudoClass("better");
    private static final String MARK = "✓ ";

    private final Workspace workspace;
    private final CompareModel compare;
    private final TableView<ComparedFigure> table = new TableView<>();

    FigureTable(Workspace workspace, CompareModel compare) {
        this.workspace = workspace;
        this.compare = compare;
        table.setId("plans.figures");
        table.getStyleClass().add("plans-table");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(new Label());
        table.accessibleTextProperty().bind(workspace.texts().bound("plans.figures"));
        words(
                workspace.texts().bound("plans.figure"),
                180,
                figure -> workspace.texts().now(figure.what()));
        number(name(Compared::firstName), 110, ComparedFigure::firstText, Better.FIRST);
        number(name(Compared::secondName), 110, ComparedFigure::secondText, Better.SECOND);
        number(workspace.texts().bound("plans.difference"), 170, ComparedFigure::differenceText, Better.NEITHER);
        compare.compared()
                .subscribe(found ->
                        table.getItems().setAll(found.map(Compared::figures).orElse(List.of())));
    }

    TableView<ComparedFigure> view() {
        return table;
    }

    private ObservableValue<String> name(Function<Compared, String> name) {
        return compare.compared()
                .map(found -> found.map(name)
                        .map(plan -> workspace.texts().now("plans.column", plan))
                        .orElse(""));
    }

    private TableColumn<ComparedFigure, String> words(
            ObservableValue<String> title, double width, Function<ComparedFigure, String> value) {
        TableColumn<ComparedFigure, String> column = new TableColumn<>();
        column.setSortable(false);
        column.setReorderable(false);
        column.setPrefWidth(width);
        column.textProperty().bind(title);
        column.setCellValueFactory(row -> Bindings.createStringBinding(
                () -> value.apply(row.getValue()), workspace.texts().messages()));
        table.getColumns().add(column);
        return column;
    }

    private void number(
            ObservableValue<String> title, double width, Function<ComparedFigure, String> value, Better marked) {
        TableColumn<ComparedFigure, String> column = words(title, width, value);
        column.getStyleClass().add("plans-number");
        column.setCellFactory(any -> new NumberCell(marked));
    }

    private final class NumberCell extends TableCell<ComparedFigure, String> {
        private final Better marked;

        NumberCell(Better marked) {
            this.marked = marked;
        }

        @Override
        protected void updateItem(@Nullable String text, boolean empty) {
            super.updateItem(text, empty);
            ComparedFigure figure = getTableRow() == null ? null : getTableRow().getItem();
            boolean better = !empty && figure != null && marked != Better.NEITHER && figure.better() == marked;
            String shown = text == null ? "" : text;
            setText(better ? MARK + shown : shown);
            setAccessibleText(better ? workspace.texts().now("plans.better", shown) : shown);
            pseudoClassStateChanged(BETTER, better);
        }
    }
}
