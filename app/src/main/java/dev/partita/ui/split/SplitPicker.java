package dev.partita.ui.split;

import dev.partita.hardware.DeviceRanges;
import dev.partita.plan.LayerPatterns;
import dev.partita.sharding.Axis;
import dev.partita.text.Listing;
import dev.partita.ui.document.LayerDrag.Dividing;
import dev.partita.ui.document.Workspace;
import java.util.List;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The card that asks how to divide layers over devices; it lies over the window while that is open. */
public final class SplitPicker {
    private static final int SHOWN_PATTERNS = 3;

    private final Workspace workspace;
    private final SplitModel model;
    private final Label title = new Label();
    private final ComboBox<List<Axis>> mesh = new ComboBox<>();
    private final HBox axes = new HBox();
    private final CheckBox together = new CheckBox();
    private final ListView<Choice> choices = new ListView<>();
    private final Button apply = new Button();
    private final StackPane view;
    private boolean following;

    public SplitPicker(Workspace workspace) {
        this.workspace = workspace;
        this.model = new SplitModel(workspace.document(), workspace.drag());
        VBox card = new VBox(title, meshes(), together, choices, buttons());
        card.getStyleClass().addAll("dialog-card", "split-card");
        card.setId("split.card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        card.addEventFilter(KeyEvent.KEY_PRESSED, this::typed);
        title.getStyleClass().add("split-title");
        title.setWrapText(true);
        together.selectedProperty().bindBidirectional(model.together());
        together.setWrapText(true);
        together.setId("split.together");
        choices();
        view = new StackPane(card);
        view.getStyleClass().add("overlay-shade");
        view.setVisible(false);
        model.asked().subscribe(asked -> {
            view.setVisible(asked.isPresent());
            asked.ifPresent(this::open);
        });
        workspace.texts().messages().subscribe(() -> {
            model.asked().get().ifPresent(this::name);
            choices.refresh();
        });
    }

    public Node view() {
        return view;
    }

    private void choices() {
        choices.setId("split.choices");
        choices.getStyleClass().add("plain-list");
        choices.setCellFactory(list -> new ChoiceCell(workspace, model));
        choices.accessibleTextProperty().bind(workspace.texts().bound("split.choices"));
        VBox.setVgrow(choices, Priority.ALWAYS);
        model.choices().subscribe(this::list);
        choices.getSelectionModel().selectedItemProperty().subscribe(choice -> {
            if (choice != null && !following) {
                model.choose(choice.kind());
                apply.setDisable(!model.legal());
            }
        });
    }

    private void list(List<Choice> now) {
        following = true;
        choices.getItems().setAll(now);
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).kind().equals(model.chosen())) {
                choices.getSelectionModel().select(i);
            }
        }
        following = false;
        apply.setDisable(!model.legal());
    }

    private Node meshes() {
        Label label = new Label();
        label.textProperty().bind(workspace.texts().bound("split.mesh"));
        label.getStyleClass().add("split-remark");
        label.setMinWidth(Region.USE_PREF_SIZE);
        mesh.setId("split.mesh");
        mesh.accessibleTextProperty().bind(workspace.texts().bound("split.mesh"));
        mesh.setConverter(new StringConverter<>() {
            @Override
            public String toString(List<Axis> shown) {
                return shown == null ? "" : shown.stream().map(Axis::toString).collect(Collectors.joining(" × "));
            }

            @Override
            public List<Axis> fromString(String text) {
                return mesh.getValue();
            }
        });
        model.meshes().subscribe(all -> mesh.getItems().setAll(all));
        mesh.valueProperty().subscribe(chosen -> {
            if (chosen != null) {
                model.mesh().set(chosen);
            }
        });
        model.mesh().subscribe(now -> {
            mesh.setValue(now);
            toggles(now);
        });
        model.axis().subscribe(() -> toggles(model.mesh().get()));
        axes.getStyleClass().add("split-axes");
        HBox line = new HBox(label, mesh, axes);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("split-line");
        return line;
    }

    /** Which axis the choices are about, where there are several. */
    private void toggles(List<Axis> now) {
        axes.getChildren().clear();
        for (int i = 0; now.size() > 1 && i < now.size(); i++) {
            int number = i;
            ToggleButton toggle = new ToggleButton(now.get(i).name());
            toggle.setId("split.axis." + now.get(i).name());
            toggle.setSelected(i == model.axis().get());
            toggle.setOnAction(event -> {
                model.axis().set(number);
                toggles(now);
            });
            axes.getChildren().add(toggle);
        }
    }

    private Node buttons() {
        Label hint = new Label();
        hint.textProperty().bind(workspace.texts().bound("split.hint"));
        hint.getStyleClass().add("split-remark");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button cancel = new Button();
        cancel.setId("split.cancel");
        cancel.textProperty().bind(workspace.texts().bound("split.cancel"));
        cancel.setOnAction(event -> model.cancel());
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        apply.setId("split.apply");
        apply.textProperty().bind(workspace.texts().bound("split.apply"));
        apply.getStyleClass().add("accent");
        apply.setOnAction(event -> model.apply());
        apply.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(hint, gap, cancel, apply);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("split-line");
        return line;
    }

    private void open(Dividing asked) {
        name(asked);
        Platform.runLater(choices::requestFocus);
    }

    private void name(Dividing asked) {
        Listing names = Listing.and(
                LayerPatterns.of(workspace.document().plan().get().graph(), asked.layers()), SHOWN_PATTERNS);
        title.setText(workspace.texts().now("split.title", names, DeviceRanges.of(asked.devices())));
        together.setVisible(!model.sharing().isEmpty());
        together.setManaged(together.isVisible());
        together.setText(workspace.texts().now("split.together", model.sharing().size()));
    }

    private void typed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            model.cancel();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof Button)) {
            model.apply();
            event.consume();
        }
    }
}
