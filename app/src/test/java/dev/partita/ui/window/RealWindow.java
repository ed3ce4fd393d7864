package dev.partita.ui.window;

import dev.partita.settings.SettingsFolder;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import javax.imageio.ImageIO;

/**
 * The window on a real screen, in a process of its own: photographs the screen, then drags a file out of a second window
 * into it. Says on its output what came of it.
 */
public final class RealWindow {
    static final int WIDTH = 1600;
    static final int HEIGHT = 1000;
    static final String DROPPED = "dropped";
    static final String NO_SCREEN = "no screen: ";

    /** Where the second window lies, right of the first. */
    private static final int SIDE = 200;

    private static final int STEPS = 20;

    private RealWindow() {}

    /** @param arguments an empty folder, the picture to write, the file to drag */
    public static void main(String[] arguments) throws Exception {
        int exitCode = 1;
        try {
            Platform.startup(() -> {});
            run(Path.of(arguments[0]), new File(arguments[1]), new File(arguments[2]));
            exitCode = 0;
        } catch (UnsupportedOperationException | LinkageError missing) {
            System.out.println(NO_SCREEN + missing);
        } catch (Exception problem) {
            problem.printStackTrace(System.out);
        }
        Runtime.getRuntime().halt(exitCode);
    }

    private static void run(Path folder, File picture, File dragged) throws Exception {
        Path project = folder.resolve("gpt-mini");
        Sample.make(project, "gpt-mini", "a100-40g-sxm:1x4", Optional.empty());
        Stage stage = onScreen(Stage::new);
        MainWindow window = onScreen(() -> {
            stage.setX(0);
            stage.setY(0);
            var settings = UserSettings.of(new SettingsFolder(folder.resolve("settings")), Map.of());
            MainWindow made = new MainWindow(stage, settings, WIDTH, HEIGHT);
            made.show();
            made.open(project);
            return made;
        });
        await(() -> window.drawn() && !window.settling());
        Thread.sleep(500); // the server shows what was painted
        ImageIO.write(onScreen(RealWindow::photograph), "png", picture);
        onScreen(() -> source(dragged));
        Thread.sleep(500);
        drag();
        await(() -> has(stage.getScene().getRoot(), "import.go"));
        System.out.println(DROPPED);
    }

    private static boolean has(Node node, String id) {
        return id.equals(node.getId())
                || node instanceof Parent parent
                        && parent.getChildrenUnmodifiable().stream().anyMatch(child -> has(child, id));
    }

    private static BufferedImage photograph() {
        WritableImage shown = new Robot().getScreenCapture(null, new Rectangle2D(0, 0, WIDTH, HEIGHT));
        int[] pixels = new int[WIDTH * HEIGHT];
        shown.getPixelReader().getPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbInstance(), pixels, 0, WIDTH);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, WIDTH, HEIGHT, pixels, 0, WIDTH);
        return image;
    }

    /** A window that is nothing but a file to drag. */
    private static Stage source(File dragged) {
        Region region = new Region();
        region.setOnDragDetected(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putFiles(List.of(dragged));
            region.startDragAndDrop(TransferMode.COPY).setContent(content);
            event.consume();
        });
        Stage stage = new Stage(StageStyle.UNDECORATED);
        stage.setScene(new Scene(region, SIDE, SIDE));
        stage.setX(WIDTH);
        stage.setY(0);
        stage.show();
        return stage;
    }

    /** While something is dragged, the screen's thread runs what is asked of it from inside the drag. */
    private static void drag() throws Exception {
        Robot robot = onScreen(Robot::new);
        double fromX = WIDTH + SIDE / 2.0;
        double fromY = SIDE / 2.0;
        step(() -> robot.mouseMove(fromX, fromY));
        step(() -> robot.mousePress(MouseButton.PRIMARY));
        for (int i = 1; i <= STEPS; i++) {
            double share = (double) i / STEPS;
            step(() -> robot.mouseMove(fromX + share * (WIDTH / 2.0 - fromX), fromY + share * (HEIGHT / 2.0 - fromY)));
        }
        step(() -> robot.mouseRelease(MouseButton.PRIMARY));
    }

    private static void step(Runnable action) throws InterruptedException {
        Platform.runLater(action);
        Thread.sleep(60);
    }

    private static void await(BooleanSupplier condition) throws Exception {
        for (int i = 0; i < 600; i++) {
            if (onScreen(condition::getAsBoolean)) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("The window did not get there within half a minute.");
    }

    private static <T> T onScreen(Supplier<T> action) throws ExecutionException, InterruptedException {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(action.get());
            } catch (RuntimeException | Error problem) {
                done.completeExceptionally(problem);
            }
        });
        return done.get();
    }
}
