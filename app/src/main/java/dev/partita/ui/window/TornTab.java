package dev.partita.ui.window;

import dev.partita.ui.document.Workspace;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A tab whose content is in the window once it was looked at, for styles of what nobody sees take longer than drawing
 * what is seen; and can be in a window of its own, closing which brings it back.
 */
final class TornTab {
    private static final double WIDTH = 1000;
    private static final double HEIGHT = 460;

    private final Workspace workspace;
    private final Tab tab;
    private final Node content;
    private @Nullable Stage stage;
    private Subscription dressed = Subscription.EMPTY;

    TornTab(Workspace workspace, Tab tab) {
        this.workspace = workspace;
        this.tab = tab;
        this.content = tab.getContent();
        tab.setContent(null);
        tab.selectedProperty().subscribe(selected -> {
            if (selected && stage == null) {
                tab.setContent(content);
            }
        });
    }

    boolean torn() {
        return stage != null;
    }

    /** The tab's name. */
    String name() {
        return tab.getId().replace("tab.", "");
    }

    /** Where its window is, while it has one. */
    Optional<WindowPlace> place() {
        return Optional.ofNullable(stage).map(WindowPlace::of);
    }

    void tear() {
        if (stage != null) {
            stage.toFront();
            return;
        }
        tear(Optional.empty());
    }

    /** Into a window where one was before. */
    void tear(Optional<WindowPlace> place) {
        Stage own = new Stage();
        stage = own;
        tab.setContent(placeholder());
        StackPane root = new StackPane(new BorderPane(content));
        root.getStyleClass().add("torn-tab");
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        dressed = workspace.look().dress(scene);
        // No menu bar hears the keys there.
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (workspace.commands().press(event)) {
                event.consume();
            }
        });
        own.setScene(scene);
        own.titleProperty()
                .bind(Bindings.concat(
                        tab.textProperty(),
                        " \u00b7 ",
                        workspace.document().project().map(project -> project.name())));
        own.setOnHidden(event -> bringBack());
        place.ifPresent(before -> before.apply(own));
        own.show();
    }

    void bringBack() {
        Stage own = stage;
        if (own == null) {
            return;
        }
        stage = null;
        own.setOnHidden(null);
        own.titleProperty().unbind();
        own.close();
        dressed.unsubscribe();
        own.getScene().setRoot(new StackPane());
        tab.setContent(content);
    }

    private Node placeholder() {
        Label where = new Label();
        where.textProperty().bind(workspace.texts().bound("torn.elsewhere", tab.textProperty()));
        where.getStyleClass().add("muted");
        Button back = new Button();
        back.setId("torn.back");
        back.textProperty().bind(workspace.texts().bound("torn.back"));
        back.setOnAction(event -> bringBack());
        VBox box = new VBox(8, where, back);
        box.getStyleClass().add("torn-place");
        return box;
    }
}
