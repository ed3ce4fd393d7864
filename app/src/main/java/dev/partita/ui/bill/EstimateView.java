package dev.partita.ui.bill;

import dev.partita.bill.Bill;
import dev.partita.bill.PublishedEstimate;
import dev.partita.i18n.Messages;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.Amounts;
import java.util.OptionalDouble;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What others say that GPT-3 took, beside this plan's bill. */
final class EstimateView {
    private final Texts texts;
    private final BillModel model;
    private final Label title = new Label();
    private final GridPane grid = new GridPane();
    private final ScrollPane view;

    EstimateView(Texts texts, BillModel model) {
        this.texts = texts;
        this.model = model;
        title.getStyleClass().addAll("muted", "small");
        title.textProperty().bind(texts.bound("bill.gpt3"));
        title.setWrapText(true);
        grid.getStyleClass().add("bill-estimates");
        VBox content = new VBox(title, grid);
        content.getStyleClass().add("bill-column");
        view = new ScrollPane(content);
        view.setId("bill.estimates");
        view.setFitToWidth(true);
        view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        view.getStyleClass().addAll("bill-scroll", "bill-right-lower");
        model.outcome().subscribe(this::show);
        texts.messages().subscribe(this::show);
        show();
    }

    Node view() {
        return view;
    }

    private void show() {
        Messages messages = texts.messages().getValue();
        grid.getChildren().clear();
        if (model.outcome().get() instanceof Outcome.Reckoned(Bill bill, boolean _)) {
            row("bill-own", messages.text("bill.this"), bill.dollars(), bill.kilowattHours(), "");
        }
        for (PublishedEstimate estimate : PublishedEstimate.ofGpt3()) {
            row(
                    "bill-other",
                    estimate.who(),
                    estimate.dollars(),
                    Amounts.kilowattHours(estimate.megawattHours()),
                    messages.text(estimate.basis()));
        }
    }

    private void row(String style, String who, OptionalDouble dollars, OptionalDouble energy, String basis) {
        Label name = new Label(who);
        Label money = new Label(Amounts.dollars(dollars));
        Label power = new Label(Amounts.energy(energy));
        Label how = new Label(basis);
        name.setMinWidth(Region.USE_PREF_SIZE);
        money.setMinWidth(Region.USE_PREF_SIZE);
        power.setMinWidth(Region.USE_PREF_SIZE);
        how.setWrapText(true);
        how.setMinHeight(Region.USE_PREF_SIZE);
        how.getStyleClass().addAll("muted", "bill-basis");
        how.setMaxWidth(Double.MAX_VALUE);
        GridPane.setHgrow(name, Priority.ALWAYS);
        GridPane.setHalignment(money, HPos.RIGHT);
        GridPane.setHalignment(power, HPos.RIGHT);
        for (Label cell : new Label[] {name, money, power, how}) {
            cell.getStyleClass().addAll("small", style);
            GridPane.setValignment(cell, VPos.TOP);
        }
        grid.addRow(grid.getRowCount(), name, money, power);
        if (!basis.isEmpty()) {
            grid.add(how, 0, grid.getRowCount(), 3, 1);
        }
    }
}
