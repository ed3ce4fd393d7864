package dev.partita.ui.measure;

import dev.partita.settings.SettingsFolder;
import dev.partita.ui.window.MainWindow;
import dev.partita.ui.window.UserSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.stage.Stage;

/**
 * The real window, as large as the headless platform's screen.
 *
 * @param window to be used on the JavaFX thread
 */
record OpenWindow(Stage stage, MainWindow window) {
    /** Of the headless platform's only screen. */
    private static final double SIDE = 1000;

    static OpenWindow show(Path folder) {
        AtomicReference<OpenWindow> made = new AtomicReference<>();
        Frames.onScreen(() -> {
            Stage stage = new Stage();
            UserSettings settings = UserSettings.of(new SettingsFolder(folder.resolve("settings")), Map.of());
            MainWindow window = new MainWindow(stage, settings, SIDE, SIDE);
            window.show();
            made.set(new OpenWindow(stage, window));
        });
        return Objects.requireNonNull(made.get());
    }

    /** Opens a project and waits until everything that is shown of it is there. */
    void openAndSettle(Path project) {
        Frames.onScreen(() -> window.open(project));
        Frames.await(() -> window.document() != null && !window.settling());
    }

    /** Whether this project's graph is there to be painted. */
    boolean drawn(Path project) {
        var document = window.document();
        return document != null && document.path().equals(project) && window.drawn();
    }

    /** The node with this id, in whatever tab it is. */
    <T extends Node> T node(Class<T> type, String id) {
        return find(stage.getScene().getRoot(), id).map(type::cast).orElseThrow();
    }

    private static Optional<Node> find(Node node, String id) {
        if (id.equals(node.getId())) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .flatMap(child -> find(child, id).stream())
                        .findFirst()
                : Optional.empty();
    }
}
