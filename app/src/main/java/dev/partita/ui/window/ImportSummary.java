package dev.partita.ui.window;

import dev.partita.imports.ImportReport;
import dev.partita.quantity.Human;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.ModelImport;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What became of a file, in a few lines; the report beside the project has them all. */
final class ImportSummary {
    private static final double WIDTH = 500;
    private static final int MOST_NAMES = 12;

    private final Texts texts;
    private final VBox card = new VBox();

    private ImportSummary(Texts texts) {
        this.texts = texts;
    }

    static void show(ModelImport done, Path model, Texts texts, Overlay overlay) {
        new ImportSummary(texts).show(done, model, overlay);
    }

    private void show(ModelImport done, Path model, Overlay overlay) {
        ImportReport report = done.report();
        Label title = line("import_model.done", model.getFileName());
        title.getStyleClass().add("title-medium");
        Label sizes = line(
                "import_model.counts",
                report.layers(),
                Human.count(report.parameters()),
                report.nodes(),
                done.project().cluster().notation());
        sizes.setId("import.counts");
        card.getStyleClass().add("dialog-card");
        card.getChildren().addAll(title, sizes);
        report.notes().forEach(note -> {
            Label words = wrapped();
            words.textProperty().bind(texts.bound(note));
            card.getChildren().add(words);
        });
        section("import_model.patterns", report.patterns());
        section("import_model.opaque", opaque(report));
        section("import_model.planned", report.planned());
        card.getChildren().add(reportPath(done.reportFile()));
        Button close = new Button();
        close.setId("import.close");
        close.textProperty().bind(texts.bound("import_model.look"));
        close.setDefaultButton(true);
        close.getStyleClass().add("accent");
        close.setOnAction(event -> overlay.close());
        HBox buttons = new HBox(close);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        card.getChildren().add(buttons);
        overlay.show(card, close);
    }

    private static Map<String, Integer> opaque(ImportReport report) {
        return report.opaque().stream()
                .collect(Collectors.toMap(
                        ImportReport.Opaque::operator, ImportReport.Opaque::count, Integer::sum, TreeMap::new));
    }

    /** A heading and, below it, kinds with how many there are of each; "none" where there are none. */
    private void section(String key, Map<String, Integer> counts) {
        Label heading = line(key);
        heading.getStyleClass().addAll("muted", "small");
        Label names = wrapped();
        if (counts.isEmpty()) {
            names.textProperty().bind(texts.bound("import_model.none"));
        } else {
            String shown = counts.entrySet().stream()
                    .limit(MOST_NAMES)
                    .map(entry -> entry.getKey() + "\u00a0\u00d7\u00a0" + entry.getValue())
                    .collect(Collectors.joining(" \u00b7 "));
            names.setText(counts.size() > MOST_NAMES ? shown + " \u2026" : shown);
        }
        card.getChildren().add(new VBox(2, heading, names));
    }

    private VBox reportPath(Path file) {
        Label heading = line("import_model.report");
        heading.getStyleClass().addAll("muted", "small");
        TextField path = new TextField(file.toString());
        path.setEditable(false);
        path.setId("import.report");
        path.accessibleTextProperty().bind(texts.bound("import_model.report"));
        return new VBox(4, heading, path);
    }

    private Label line(String key, Object... values) {
        Label label = wrapped();
        label.textProperty().bind(texts.bound(key, values));
        return label;
    }

    private static Label wrapped() {
        Label label = new Label();
        label.setWrapText(true);
        label.setPrefWidth(WIDTH);
        return label;
    }
}
