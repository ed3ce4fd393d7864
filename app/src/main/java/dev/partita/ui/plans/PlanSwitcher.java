package dev.partita.ui.plans;

import dev.partita.ui.command.Commands;
import dev.partita.ui.document.Workspace;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The toolbar's way from plan to plan, with what can be done with them. */
final class PlanSwitcher {
    private final PlansModel model;
    private final Commands commands;
    private final MenuButton menu = new MenuButton();
    private final HBox view;

    PlanSwitcher(Workspace workspace, PlansModel model) {
        this.model = model;
        this.commands = workspace.commands();
        Label title = new Label();
        title.textProperty().bind(workspace.texts().bound("plans.switch"));
        title.getStyleClass().add("muted");
        title.setMinWidth(Region.USE_PREF_SIZE);
        title.setLabelFor(menu);
        menu.setId("plans.switch");
        menu.setMnemonicParsing(false);
        menu.textProperty().bind(model.selected());
        menu.accessibleTextProperty().bind(workspace.texts().bound("plans.switch_to", model.selected()));
        menu.getStyleClass().add("plan-switcher");
        view = new HBox(8, title, menu, commands.button("plan.compare"));
        view.setAlignment(Pos.CENTER_LEFT);
        model.names().subscribe(ignored -> fill());
        model.selected().subscribe(ignored -> fill());
    }

    Node view() {
        return view;
    }

    private void fill() {
        menu.getItems().clear();
        ToggleGroup one = new ToggleGroup();
        for (String name : model.names().getValue()) {
            RadioMenuItem item = new RadioMenuItem(name);
            item.setMnemonicParsing(false);
            item.setToggleGroup(one);
            item.setSelected(name.equals(model.selected().getValue()));
            item.setOnAction(event -> model.select(name));
            menu.getItems().add(item);
        }
        menu.getItems().add(new SeparatorMenuItem());
        for (String id : new String[] {"plan.new", "plan.rename", "plan.delete"}) {
            MenuItem item = commands.menuItem(commands.get(id));
            // The menu bar has the shortcut; a second item would take it along when this menu is filled anew.
            item.acceleratorProperty().unbind();
            item.setAccelerator(null);
            menu.getItems().add(item);
        }
    }
}
