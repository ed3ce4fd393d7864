package dev.partita.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JavaFX's headless platform cannot do: a screen of full size, and files dragged by the system. */
@Tag("screen")
class RealWindowTest {
    private static final Path MODEL =
            Path.of("..", "partition-engine", "src", "test", "resources", "dev", "partita", "imports", "gpt2.onnx");

    @Test
    void a_window_on_a_real_screen_paints_all_of_it_and_takes_a_dropped_model(@TempDir Path folder) throws Exception {
        assumeTrue(xvfb(), "A screen is not there: xvfb-run is not installed.");
        Path picture = folder.resolve("screen.png");
        String said = onScreenOfItsOwn(
                folder.toString(), picture.toString(), MODEL.toAbsolutePath().toString());
        assumeTrue(!said.contains(RealWindow.NO_SCREEN), said);
        assertThat(said).contains(RealWindow.DROPPED);
        BufferedImage shown = ImageIO.read(picture.toFile());
        assertThat(shown.getWidth()).isEqualTo(RealWindow.WIDTH);
        for (int quarter = 0; quarter < 4; quarter++) {
            assertThat(colours(shown, quarter))
                    .as("colours in quarter %d", quarter)
                    .hasSizeGreaterThan(20);
        }
    }

    private static boolean xvfb() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "xvfb-run")));
    }

    private static String onScreenOfItsOwn(String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(
                                "xvfb-run",
                                "-a",
                                "-s",
                                "-screen 0 1800x1000x24",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Dprism.order=sw",
                                "-Djava.awt.headless=true",
                                "--add-modules=jdk.incubator.vector",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                RealWindow.class.getName()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static Set<Integer> colours(BufferedImage image, int quarter) {
        int width = image.getWidth() / 2;
        int height = image.getHeight() / 2;
        Set<Integer> colours = new HashSet<>();
        IntStream.range(0, width * height)
                .forEach(i ->
                        colours.add(image.getRGB(quarter % 2 * width + i % width, quarter / 2 * height + i / width)));
        return colours;
    }
}
