package dev.partita.ui.bill;

import dev.partita.ui.command.Command;
import dev.partita.ui.command.MenuGroup;
import dev.partita.ui.command.ShellLine;
import dev.partita.ui.document.CommandTwins;
import dev.partita.ui.document.Workspace;
import java.time.LocalDate;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Rates on the left, the bill in the middle, its compute among the history and its money among others' on the right. */
public final class BillPane {
    /** Below this height, in heights of text, estimates stand beside the chart and not below it. */
    private static final double LOW = 30;

    private static final PseudoClass BESIDE = PseudoClass.getPseudoClass("beside");

    private final Workspace workspace;
    private final BillModel model;
    private final HBox view;

    public BillPane(Workspace workspace) {
        this.workspace = workspace;
        model = new BillModel(workspace.document(), workspace.notices(), LocalDate::now);
        Command copy = workspace
                .commands()
                .add(Command.of("bill.copy", MenuGroup.PLAN, "", this::copy).withTwin(this::lines));
        Node bill = new BillView(workspace.texts(), model).view();
        bill.getStyleClass().add("bill-middle");
        HBox.setHgrow(bill, Priority.ALWAYS);
        GridPane right = right();
        HBox.setHgrow(right, Priority.ALWAYS);
        view = new HBox(new RateColumn(workspace, model, copy).view(), bill, right);
        view.getStyleClass().add("bill");
    }

    public Node view() {
        return view;
    }

    private GridPane right() {
        HistoryChart chart = new HistoryChart(workspace, model);
        GridPane.setHgrow(chart.view(), Priority.ALWAYS);
        GridPane.setVgrow(chart.view(), Priority.ALWAYS);
        Node estimates = new EstimateView(workspace.texts(), model).view();
        GridPane right = new GridPane();
        right.getStyleClass().add("bill-right");
        right.setMinSize(0, 0);
        right.add(chart.view(), 0, 0);
        right.add(estimates, 1, 0);
        right.heightProperty().subscribe(height -> {
            boolean low =
                    height.doubleValue() < LOW * 13 * workspace.look().scale().get();
            GridPane.setConstraints(estimates, low ? 1 : 0, low ? 0 : 1);
            estimates.pseudoClassStateChanged(BESIDE, low);
        });
        return right;
    }

    private void copy() {
        CommandTwins.copy(workspace.commands().get("bill.copy"), workspace.notices());
    }

    private List<ShellLine> lines() {
        List<String> words = model.asked()
                .get()
                .map(amount -> List.of("--" + amount.unit().key(), amount.count()))
                .orElse(List.of());
        return List.of(CommandTwins.line(workspace.document(), "bill", words));
    }
}
