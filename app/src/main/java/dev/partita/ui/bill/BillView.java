package dev.partita.ui.bill;

import dev.partita.bill.Bill;
import dev.partita.bill.Price;
import dev.partita.i18n.Messages;
import dev.partita.text.Wording;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.Amounts;
import dev.partita.workbench.BillFigure;
import java.util.List;
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

/** The bill line by line with how each is made, and the list prices that are known for the card. */
final class BillView {
    private final Texts texts;
    private final BillModel model;
    private final VBox content = new VBox();
    private final ScrollPane view = new ScrollPane(content);

    BillView(Texts texts, BillModel model) {
        this.texts = texts;
        this.model = model;
        content.getStyleClass().add("bill-column");
        view.setId("bill.lines");
        view.setFitToWidth(true);
        view.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        view.getStyleClass().add("bill-scroll");
        model.outcome().subscribe(this::show);
        texts.messages().subscribe(this::show);
        show();
    }

    Node view() {
        return view;
    }

    private void show() {
        Messages messages = texts.messages().getValue();
        content.getChildren()
                .setAll(
                        switch (model.outcome().get()) {
                            case Outcome.Reckoned(Bill bill, boolean runs) -> reckoned(messages, bill, runs);
                            case Outcome.Refused(Wording why) -> List.of(styled(messages.text(why), "error-text"));
                            case Outcome.NoAmount() -> List.of(empty(messages.text("bill.no_amount")));
                            case Outcome.NoPrediction() -> List.of(empty(messages.text("bill.no_prediction")));
                        });
    }

    private List<Node> reckoned(Messages messages, Bill bill, boolean runs) {
        Label amount = styled(BillFigure.amount(messages, bill), "strong");
        Label over = styled(messages.text("bill.has_errors"), "warning-text", "small");
        over.setVisible(!runs);
        over.setManaged(!runs);
        Label hint = styled(messages.text("bill.availability.hint"), "muted", "small");
        boolean nothingLost = bill.stated().availability() == 1;
        hint.setVisible(nothingLost);
        hint.setManaged(nothingLost);
        return List.of(amount, over, figures(messages, bill), hint, prices(messages, bill));
    }

    private static GridPane figures(Messages messages, Bill bill) {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("bill-figures");
        int row = 0;
        for (BillFigure figure : BillFigure.of(messages, bill)) {
            Label name = styled(figure.name(), "muted", "small");
            name.setMinWidth(Region.USE_PREF_SIZE);
            Label value = styled(figure.amount(), "bill-amount");
            value.setMinWidth(Region.USE_PREF_SIZE);
            Label how = styled(figure.how(), "muted", "small");
            value.setFocusTraversable(true);
            value.setAccessibleText(figure.name() + ": " + figure.amount());
            value.setAccessibleHelp(figure.how());
            GridPane.setHalignment(value, HPos.RIGHT);
            GridPane.setHgrow(how, Priority.ALWAYS);
            grid.addRow(row++, name, value, how);
            grid.getChildren()
                    .subList(grid.getChildren().size() - 3, grid.getChildren().size())
                    .forEach(node -> GridPane.setValignment(node, VPos.TOP));
        }
        return grid;
    }

    private static Node prices(Messages messages, Bill bill) {
        List<Price> prices = bill.rates().prices();
        if (prices.isEmpty()) {
            return new VBox();
        }
        GridPane grid = new GridPane();
        grid.getStyleClass().add("bill-prices");
        grid.addRow(
                0,
                heading(messages.text("bill.prices")),
                heading(messages.text("bill.prices.card")),
                heading(messages.text("bill.prices.hour")),
                heading(messages.text("bill.prices.as_of")));
        for (Price price : prices) {
            Label dollars = styled(Amounts.dollars(OptionalDouble.of(price.dollarsPerHour())), "small");
            GridPane.setHalignment(dollars, HPos.RIGHT);
            grid.addRow(
                    grid.getRowCount(),
                    styled(price.provider(), "small"),
                    styled(price.card(), "muted", "small"),
                    dollars,
                    styled(price.asOf(), "muted", "small"));
        }
        return grid;
    }

    private static Label heading(String text) {
        return styled(text, "muted", "small");
    }

    private static Label empty(String text) {
        return styled(text, "empty-state");
    }

    private static Label styled(String text, String... classes) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(classes);
        return label;
    }
}
