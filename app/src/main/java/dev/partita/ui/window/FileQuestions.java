package dev.partita.ui.window;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/** The system's own dialogs for what lies on the disk. */
record FileQuestions(Stage stage, UserSettings settings) {
    /** The folder of a project. */
    Optional<Path> project() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(settings.texts().now("open.title"));
        if (Files.isDirectory(settings.projectsFolder())) {
            chooser.setInitialDirectory(settings.projectsFolder().toFile());
        }
        return Optional.ofNullable(chooser.showDialog(stage)).map(File::toPath);
    }

    /** A model file to import. */
    Optional<Path> model() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(settings.texts().now("import_model.choose"));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter("ONNX, config.json", "*.onnx", "*.ONNX", "*config.json"));
        return Optional.ofNullable(chooser.showOpenDialog(stage)).map(File::toPath);
    }
}
