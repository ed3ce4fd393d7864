package dev.partita.ui.inspector;

import dev.partita.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The lines of one section under its head. */
final class SectionView {
    private static final double LABEL_SHARE = 42;

    private final Texts texts;
    private final Section first;
    private final Label title = new Label();
    private final Label name = new Label();
    private final List<LineView> lines = new ArrayList<>();
    private final VBox view;

    SectionView(Texts texts, InspectorModel model, Section section) {
        this.texts = texts;
        this.first = section;
        title.getStyleClass().add("inspector-title");
        name.getStyleClass().add("inspector-name");
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        GridPane grid = new GridPane();
        grid.getStyleClass().add("inspector-lines");
        ColumnConstraints labels = new ColumnConstraints();
        labels.setPercentWidth(LABEL_SHARE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        grid.getColumnConstraints().addAll(labels, values);
        for (Line line : section.lines()) {
            LineView row = LineView.of(texts, model, line);
            lines.add(row);
            Label label = new Label();
            label.getStyleClass().add("inspector-label");
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
            label.setText(LineView.label(texts, line));
            texts.messages().subscribe(ignored -> label.setText(LineView.label(texts, line)));
            label.setLabelFor(row.control());
            grid.addRow(lines.size() - 1, label, row.node());
        }
        view = new VBox(title, name, grid);
        view.getStyleClass().add("inspector-section");
    }

    Node view() {
        return view;
    }

    boolean canShow(Section section) {
        return section.title().equals(first.title())
                && section.lines().stream()
                        .map(SectionView::shape)
                        .toList()
                        .equals(first.lines().stream().map(SectionView::shape).toList());
    }

    private static String shape(Line line) {
        return line.getClass().getSimpleName() + " " + line.label();
    }

    void show(Section section) {
        title.setText(texts.now(section.title()));
        name.setText(texts.now(section.name()));
        name.setManaged(!name.getText().isEmpty());
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).show(section.lines().get(i));
        }
    }
}
