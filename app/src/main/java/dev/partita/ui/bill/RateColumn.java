package dev.partita.ui.bill;

import dev.partita.ui.chart.Choice;
import dev.partita.ui.command.Command;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.field.ValueField;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.TrainedAmount;
import dev.partita.workbench.TrainedAmount.Unit;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How much is trained, and what it is billed at. */
final class RateColumn {
    private final Texts texts;
    private final BillModel model;
    private final GridPane grid = new GridPane();
    private final ComboBox<Unit> unit;
    private final ValueField amount;
    private final ScrollPane view;
    private List<String> shown = List.of();
    private List<ValueField> fields = List.of();
    private boolean showing;

    RateColumn(Workspace workspace, BillModel model, Command copy) {
        this.texts = workspace.texts();
        this.model = model;
        unit = Choice.of("bill.unit", texts, "bill.unit", this::word);
        unit.getItems().setAll(Unit.values());
        unit.setMaxWidth(Double.MAX_VALUE);
        unit.valueProperty().subscribe((before, after) -> {
            if (!showing && after != null) {
                model.count(after);
            }
        });
        amount = new ValueField(
                texts, BillModel::countRefusal, text -> model.ask(unit.getValue(), text), model::askAsStated);
        name(amount, "bill.trained");
        GridPane.setHgrow(amount.view(), Priority.ALWAYS);
        grid.getStyleClass().add("bill-rates");
        VBox content = new VBox(grid, workspace.commands().button(copy.id()));
        content.getStyleClass().add("bill-column");
        view = new ScrollPane(content);
        view.setFitToWidth(true);
        view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        view.getStyleClass().addAll("bill-scroll", "bill-left");
        model.rates().subscribe(this::show);
        model.asked().subscribe(this::showAmount);
        workspace.document().plan().subscribe(plan -> showAmount());
    }

    Node view() {
        return view;
    }

    private String word(Unit counted) {
        return texts.now("bill.unit." + counted.key());
    }

    private void showAmount() {
        showing = true;
        unit.setValue(model.unit());
        showing = false;
        amount.show(
                Optional.of(model.amount().map(TrainedAmount::count).orElse("")),
                model.asked().get().isEmpty()
                        ? Optional.empty()
                        : model.stated().map(TrainedAmount::count));
    }

    /** The same fields stay as long as the rates are the same ones, so that nothing being typed is lost. */
    private void show(List<RateField> rates) {
        List<String> keys = rates.stream().map(RateField::key).toList();
        if (!keys.equals(shown)) {
            shown = keys;
            fields = keys.stream().map(this::field).toList();
            lay();
        }
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).show(Optional.of(rates.get(i).value()), rates.get(i).usual());
        }
    }

    private ValueField field(String key) {
        ValueField field = new ValueField(
                texts,
                text -> model.refusal(key, text),
                text -> model.set(key, text),
                () -> model.rates().get().stream()
                        .filter(rate -> rate.key().equals(key))
                        .findFirst()
                        .flatMap(RateField::usual)
                        .ifPresent(usual -> model.set(key, usual)));
        name(field, text(key));
        field.control().setId(key);
        field.view().setDisable(!model.writable());
        return field;
    }

    /** The words for a setting. */
    private static String text(String setting) {
        return "bill.rate." + setting.replace("bill.", "");
    }

    private void name(ValueField field, String key) {
        field.control().setId(key);
        field.control().accessibleTextProperty().bind(texts.bound(key));
    }

    private void lay() {
        grid.getChildren().clear();
        grid.add(label("bill.trained", amount.control()), 0, 0);
        grid.add(amount.view(), 1, 0);
        grid.add(unit, 1, 1);
        for (int i = 0; i < fields.size(); i++) {
            String key = text(shown.get(i));
            grid.add(label(key, fields.get(i).control()), 0, i + 2);
            grid.add(fields.get(i).view(), 1, i + 2);
        }
    }

    private Label label(String key, Node field) {
        Label label = new Label();
        label.textProperty().bind(texts.bound(key));
        label.setLabelFor(field);
        label.setMinWidth(0);
        label.getStyleClass().addAll("muted", "small");
        return label;
    }
}
