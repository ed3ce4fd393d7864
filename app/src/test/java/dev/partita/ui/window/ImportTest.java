package dev.partita.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.imports.ImportObserver;
import dev.partita.plan.ClusterSpec;
import dev.partita.settings.SettingsFolder;
import dev.partita.text.Language;
import dev.partita.workbench.ModelImport;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** From a model file that is dropped on the window to the project that is open. */
class ImportTest extends ApplicationTest {
    private static final Path MODELS =
            Path.of("..", "partition-engine", "src", "test", "resources", "dev", "partita", "imports");

    private Path home = Path.of("");
    private MainWindow window;

    @Override
    public void start(Stage stage) throws Exception {
        home = Files.createTempDirectory("partita-import-");
        window = new MainWindow(
                stage, UserSettings.of(new SettingsFolder(home.resolve("settings")), Map.of()), 1000, 900);
        window.show();
    }

    @Test
    void a_dropped_model_asks_for_its_open_sizes_and_becomes_the_open_project() throws IOException {
        drop(Files.copy(MODELS.resolve("gpt2.onnx"), home.resolve("gpt2.onnx")));
        waitUntil(() -> there("import.size.sequence"));
        assertThat(node("import.go").isDisabled()).isTrue();
        type("import.size.sequence", "none");
        assertThat(text("import.problem")).contains("sequence", "none");
        type("import.size.sequence", "16");
        type("import.folder", home.resolve("imported").toString());
        clickOn(node("import.go"));
        waitUntil(() -> there("import.report"));
        assertThat(text("import.counts")).contains("47 layers", "55.5 k parameters");
        assertThat(Path.of(((TextField) node("import.report")).getText())).isRegularFile();
        clickOn(node("import.close"));
        var document = Objects.requireNonNull(window.document());
        assertThat(document.path()).isEqualTo(home.resolve("imported"));
        assertThat(document.plan().get().graph().layers()).isNotEmpty();
    }

    @Test
    void what_is_no_model_is_said_in_one_sentence_and_nothing_is_made() throws IOException {
        drop(Files.writeString(home.resolve("text.onnx"), "This is no model, however long it is."));
        waitUntil(() -> there("import.problem") && !text("import.problem").isEmpty());
        assertThat(text("import.problem")).contains("ONNX").doesNotContain("Exception");
        assertThat(node("import.go").isDisabled()).isTrue();
    }

    @Test
    void a_cancelled_import_ends_within_half_a_second_and_makes_nothing() throws IOException {
        drop(endless(home.resolve("endless.onnx")));
        assertThat(window.settling()).isTrue();
        long cancelled = System.nanoTime();
        interact(() -> ((Button) node("import.cancel")).fire());
        waitUntil(() -> !window.settling());
        assertThat(System.nanoTime() - cancelled).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(there("import.folder")).isFalse();
    }

    @Test
    void an_import_that_is_cancelled_while_it_reads_makes_no_folder() throws Exception {
        Path folder = home.resolve("never");
        var request = new ModelImport.Request(
                endless(home.resolve("endless.onnx")), folder, ClusterSpec.of("virtual:2"), Map.of());
        ModelFileTask<ModelImport> task = WaitForAsyncUtils.asyncFx(() -> new ModelFileTask<>(
                        "", request.model(), observer -> ModelImport.run(request, Language.ENGLISH, observer)))
                .get();
        Thread.ofPlatform().daemon().start(task);
        interact(() -> task.cancel());
        waitUntil(task::isCancelled);
        assertThat(folder).doesNotExist();
    }

    @Test
    void a_project_whose_model_is_gone_opens_and_says_so() throws IOException {
        Path model = Files.copy(MODELS.resolve("resnet-folded.onnx"), home.resolve("resnet.onnx"));
        Path folder = home.resolve("resnet");
        var request = new ModelImport.Request(model, folder, ClusterSpec.of("virtual:2"), Map.of());
        ModelImport.run(request, Language.ENGLISH, ImportObserver.NOBODY);
        Path file = folder.resolve("project.json");
        // A hash that nobody has imported in this process.
        Files.writeString(file, Files.readString(file).replaceAll("(\"sha256\": \")....", "$10000"));
        Files.delete(model);
        interact(() -> window.open(folder));
        waitUntil(() -> window.document() != null && !window.settling());
        assertThat(text("model.missing")).contains("resnet.onnx", "put it back");
        for (String tab : new String[] {"timeline", "memory", "roofline", "training", "runs", "history", "log"}) {
            interact(() -> window.showTab(tab));
        }
        assertThat(Objects.requireNonNull(window.document())
                        .plan()
                        .get()
                        .graph()
                        .layers())
                .isEmpty();
    }

    /** Fields that ONNX does not know, four times a gigabyte; the medium keeps next to nothing of them. */
    private static Path endless(Path file) throws IOException {
        long gigabyte = 1 << 30;
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (int field = 0; field < 4; field++) {
                bytes.seek(field * (gigabyte + 6));
                bytes.write(new byte[] {0x7a, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0x04});
            }
            bytes.setLength(4 * (gigabyte + 6));
        }
        return file;
    }

    private void drop(Path file) {
        interact(() -> window.dropped(file));
    }

    private void type(String id, String typed) {
        interact(() -> ((TextField) node(id)).setText(typed));
    }

    private boolean there(String id) {
        return lookup((Node node) -> id.equals(node.getId())).tryQuery().isPresent();
    }

    private Node node(String id) {
        return lookup((Node node) -> id.equals(node.getId())).query();
    }

    private String text(String id) {
        return ((Labeled) node(id)).getText();
    }

    private static void waitUntil(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
            WaitForAsyncUtils.waitForFxEvents();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("The window did not come to rest.", e);
        }
    }
}
