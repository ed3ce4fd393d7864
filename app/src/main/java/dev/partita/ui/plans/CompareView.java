package dev.partita.ui.plans;

import dev.partita.ui.document.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Which two plans are compared and what comes of it; choosing the first takes it in hand. */
final class CompareView {
    private final Workspace workspace;
    private final PlansModel model;
    private final CompareModel compare;
    private final ComboBox<String> first = new ComboBox<>();
    private final ComboBox<String> second = new ComboBox<>();
    private final VBox view = new VBox();
    private boolean filling;

    CompareView(Workspace workspace, PlansModel model, CompareModel compare) {
        this.workspace = workspace;
        this.model = model;
        this.compare = compare;
        FigureTable figures = new FigureTable(workspace, compare);
        MoveList moves = new MoveList(workspace, compare);
        HBox columns = new HBox(16, figures.view(), moves.view());
        HBox.setHgrow(figures.view(), Priority.ALWAYS);
        HBox.setHgrow(moves.view(), Priority.ALWAYS);
        VBox.setVgrow(columns, Priority.ALWAYS);
        var several = Bindings.createBooleanBinding(() -> compare.other().get().isPresent(), compare.other());
        HBox choice = choice();
        choice.visibleProperty().bind(several);
        columns.visibleProperty().bind(several);
        Node alone = alone();
        alone.visibleProperty().bind(several.not());
        alone.managedProperty().bind(several.not());
        view.getStyleClass().add("plans-compare");
        view.getChildren().addAll(alone, choice, columns);
        model.names().subscribe(ignored -> fill());
        model.selected().subscribe(ignored -> fill());
        compare.other().subscribe(ignored -> fill());
    }

    Node view() {
        return view;
    }

    /** With a single plan there is nothing to compare, but a way to change that. */
    private Node alone() {
        Label words = new Label();
        words.setWrapText(true);
        words.getStyleClass().add("muted");
        words.textProperty().bind(workspace.texts().bound("plans.alone"));
        Button add = workspace.commands().button("plan.new");
        HBox alone = new HBox(16, words, add);
        alone.setAlignment(Pos.CENTER_LEFT);
        return alone;
    }

    private HBox choice() {
        first.setId("plans.first");
        second.setId("plans.second");
        first.accessibleTextProperty().bind(workspace.texts().bound("plans.first"));
        second.accessibleTextProperty().bind(workspace.texts().bound("plans.second"));
        first.valueProperty().subscribe(this::chooseFirst);
        second.valueProperty().subscribe(name -> {
            if (!filling && name != null) {
                compare.compareWith(name);
            }
        });
        Label with = new Label();
        with.textProperty().bind(workspace.texts().bound("plans.with"));
        with.getStyleClass().add("muted");
        Label verdict = new Label();
        verdict.setId("plans.verdict");
        verdict.getStyleClass().add("strong");
        verdict.setWrapText(true);
        verdict.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> compare.compared()
                                .get()
                                .map(found -> workspace.texts().now(found.verdict()))
                                .orElseGet(() -> workspace.texts().now("plans.comparing")),
                        compare.compared(),
                        workspace.texts().messages()));
        HBox.setHgrow(verdict, Priority.ALWAYS);
        HBox choice = new HBox(8, first, with, second, verdict);
        for (Region fixed : List.of(first, with, second)) {
            fixed.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox.setMargin(verdict, new javafx.geometry.Insets(0, 0, 0, 12));
        choice.setAlignment(Pos.CENTER_LEFT);
        return choice;
    }

    /** What was in hand is compared with, if it would be compared with itself otherwise. */
    private void chooseFirst(String name) {
        if (filling || name == null || name.equals(model.selected().getValue())) {
            return;
        }
        String before = model.selected().getValue();
        boolean swapped = compare.other().get().equals(Optional.of(name));
        model.select(name);
        if (swapped) {
            compare.compareWith(before);
        }
    }

    private void fill() {
        filling = true;
        List<String> names = model.names().getValue();
        String inHand = model.selected().getValue();
        first.getItems().setAll(names);
        first.setValue(inHand);
        second.getItems()
                .setAll(names.stream().filter(name -> !name.equals(inHand)).toList());
        second.setValue(compare.other().get().orElse(null));
        filling = false;
    }
}
