package dev.partita.ui.window;

import dev.partita.settings.SettingsFolder;
import dev.partita.text.Language;
import dev.partita.ui.look.Theme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/**
 * A picture of the window with a project, made without a display.
 *
 * @param tab which tab at the bottom is open, such as {@code timeline}
 */
public record Screenshot(Path project, Language language, Theme theme, int width, int height, String tab) {
    /** Frames that nothing must move in before the picture is taken: layouts and transitions take some. */
    private static final int STILL_FRAMES = 45;

    private static final int LONGEST_SECONDS = 60;

    /**
     * Writes the picture as PNG.
     *
     * @throws IOException if the file cannot be written
     */
    public void write(Path file, Map<String, String> environment) throws IOException {
        try {
            Desktop.startWithoutWindow(environment);
            CompletableFuture<WritableImage> picture = new CompletableFuture<>();
            Path settings = Files.createTempDirectory("partita-screenshot-");
            Platform.runLater(() -> take(new SettingsFolder(settings), environment, picture));
            Files.write(file, png(picture.get(LONGEST_SECONDS, TimeUnit.SECONDS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The picture was interrupted.", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The window did not come to rest: " + e, e);
        }
    }

    private void take(
            SettingsFolder folder, Map<String, String> environment, CompletableFuture<WritableImage> picture) {
        UserSettings settings = UserSettings.of(folder, environment);
        settings.texts().language().set(language);
        settings.look().theme().set(theme);
        Stage stage = new Stage();
        MainWindow window = new MainWindow(stage, settings, width, height);
        window.open(project);
        new AnimationTimer() {
            private int still;

            @Override
            public void handle(long now) {
                // Keeps styles and layout going, which a scene without a window does not do by itself.
                stage.getScene().getRoot().applyCss();
                stage.getScene().getRoot().layout();
                still = window.document() == null || window.settling() ? 0 : still + 1;
                if (still == 1) {
                    window.showTab(tab);
                }
                if (still > STILL_FRAMES) {
                    stop();
                    picture.complete(stage.getScene().snapshot(null));
                }
            }
        }.start();
    }

    private static byte[] png(WritableImage picture) throws IOException {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
