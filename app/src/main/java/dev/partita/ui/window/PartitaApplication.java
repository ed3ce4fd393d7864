package dev.partita.ui.window;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;

/** What JavaFX starts; the rest is in {@link MainWindow}. */
public final class PartitaApplication extends Application {
    @Override
    public void start(Stage stage) {
        Optional<Path> project =
                getParameters().getUnnamed().stream().findFirst().map(Path::of);
        MainWindow window = new MainWindow(stage, UserSettings.ofUser());
        window.show();
        project.ifPresent(window::open);
    }
}
