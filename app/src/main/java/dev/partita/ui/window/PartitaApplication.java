package dev.partita.ui.window;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;

/** What JavaFX starts; the rest is in {@link MainWindow}. */
public final class PartitaApplication extends Application {
    /** Named parameter: whether the project is trained once it is open. */
    static final String TRAIN = "train";

    @Override
    public void start(Stage stage) {
        UserSettings settings = UserSettings.ofUser();
        // What nobody expected is told like everything else, with details to copy, and the window goes on.
        Thread.currentThread()
                .setUncaughtExceptionHandler(
                        (thread, problem) -> settings.notices().fail(problem));
        MainWindow window = new MainWindow(stage, settings);
        window.show();
        Optional<Path> named = getParameters().getUnnamed().stream().findFirst().map(Path::of);
        named.or(settings::lastProject).ifPresent(window::open);
        if (getParameters().getNamed().containsKey(TRAIN)) {
            window.trainOnceChecked();
        }
    }
}
