package dev.partita.ui.plans;

import dev.partita.ui.document.Workspace;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

/** The plans in the project's tree: a click takes one in hand, a name can be typed over in place. */
final class PlanList {
    private static final PseudoClass IN_HAND = PseudoClass.getPseudoClass("in-hand");

    private final Workspace workspace;
    private final PlansModel model;
    private final CompareModel compare;
    private final VBox view = new VBox();

    PlanList(Workspace workspace, PlansModel model, CompareModel compare) {
        this.workspace = workspace;
        this.model = model;
        this.compare = compare;
        view.setId("plans.list");
        view.getStyleClass().add("plan-list");
        model.names().subscribe(ignored -> write());
        model.selected().subscribe(ignored -> write());
        model.renaming().subscribe(ignored -> write());
    }

    Node view() {
        return view;
    }

    /** Whoever came here by keyboard stays on the row of the same plan. */
    private void write() {
        Optional<String> focused = focusedRow();
        Optional<String> renaming = model.renaming().get();
        view.getChildren().clear();
        for (String name : model.names().getValue()) {
            if (renaming.equals(Optional.of(name))) {
                TextField field = field(name);
                view.getChildren().add(field);
                field.requestFocus();
                field.selectAll();
            } else {
                view.getChildren().add(row(name));
            }
        }
        focused.flatMap(id -> view.getChildren().stream()
                        .filter(row -> id.equals(row.getId()))
                        .findFirst())
                .ifPresent(Node::requestFocus);
    }

    private Optional<String> focusedRow() {
        return view.getChildren().stream()
                .filter(Node::isFocused)
                .map(Node::getId)
                .findFirst();
    }

    private Label row(String name) {
        boolean inHand = name.equals(model.selected().getValue());
        Label row = new Label();
        row.setId("plans.row." + name);
        row.textProperty().bind(workspace.texts().bound("parts.plan", name));
        row.accessibleTextProperty()
                .bind(workspace.texts().bound(inHand ? "plans.row_in_hand" : "plans.switch_to", name));
        row.setTextOverrun(OverrunStyle.ELLIPSIS);
        row.setMaxWidth(Double.MAX_VALUE);
        row.getStyleClass().add("project-part");
        row.pseudoClassStateChanged(IN_HAND, inHand);
        row.setFocusTraversable(true);
        ContextMenu menu = menu(name);
        row.setContextMenu(menu);
        row.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                model.select(name);
            }
        });
        row.setOnKeyPressed(event -> key(event, name));
        return row;
    }

    private void key(KeyEvent event, String name) {
        switch (event.getCode()) {
            case ENTER, SPACE -> model.select(name);
            case F2 -> model.renaming().set(Optional.of(name));
            case DELETE -> {
                if (model.several().get()) {
                    model.delete(name);
                }
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private ContextMenu menu(String name) {
        ContextMenu menu = new ContextMenu(
                item("plans.menu.select", () -> model.select(name)),
                item("plans.menu.copy", () -> model.copy(name)),
                item("plans.menu.rename", () -> model.renaming().set(Optional.of(name))));
        if (model.several().get()) {
            menu.getItems().add(item("plans.menu.delete", () -> model.delete(name)));
            if (!name.equals(model.selected().getValue())) {
                menu.getItems().add(item("plans.menu.compare", () -> {
                    compare.compareWith(name);
                    workspace.commands().get("plan.compare").run();
                }));
            }
        }
        return menu;
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(workspace.texts().bound(key));
        item.setOnAction(event -> action.run());
        return item;
    }

    /** Enter gives the name, Escape or going elsewhere leaves it as it was. */
    private TextField field(String name) {
        TextField field = new TextField(name);
        field.setId("plans.rename");
        field.accessibleTextProperty().bind(workspace.texts().bound("plans.rename", name));
        field.setOnAction(event -> model.rename(name, field.getText()));
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.renaming().set(Optional.empty());
                event.consume();
            }
        });
        field.focusedProperty().subscribe((before, focused) -> {
            if (before && !focused) {
                model.renaming().set(Optional.empty());
            }
        });
        return field;
    }
}
