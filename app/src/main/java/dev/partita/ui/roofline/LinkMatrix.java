package dev.partita.ui.roofline;

import dev.partita.hardware.Cluster;
import dev.partita.quantity.Human;
import dev.partita.timeline.LinkIntensity;
import dev.partita.ui.document.DeviceLink;
import dev.partita.ui.document.Selection;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.text.Texts;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** From every device to every other: what is sent and whether the compute it feeds can hide it. */
final class LinkMatrix {
    private final Texts texts;
    private final Selection selection;
    private final GridPane grid = new GridPane();
    private final Label explanation = new Label();
    private final VBox view;

    LinkMatrix(Workspace workspace, RooflineModel model) {
        this.texts = workspace.texts();
        this.selection = workspace.document().selection();
        Label title = new Label();
        title.textProperty().bind(texts.bound("roofline.links"));
        title.getStyleClass().add("section-title");
        explanation.setWrapText(true);
        explanation.getStyleClass().add("link-explanation");
        explanation.setId("roofline-explanation");
        grid.setId("roofline-links");
        grid.getStyleClass().add("link-matrix");
        ScrollPane scroll = new ScrollPane(grid);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        view = new VBox(title, scroll, explanation);
        view.getStyleClass().add("roofline-links");
        model.links().subscribe(this::show);
        texts.messages().subscribe(() -> show(model.links().get()));
    }

    Node view() {
        return view;
    }

    private void show(List<LinkIntensity> links) {
        grid.getChildren().clear();
        explanation.setText(links.isEmpty() ? texts.now("roofline.no_links") : sentence(worst(links)));
        List<Integer> from =
                links.stream().map(link -> link.use().from()).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .toList();
        List<Integer> to =
                links.stream().map(link -> link.use().to()).collect(Collectors.toCollection(TreeSet::new)).stream()
                        .toList();
        if (!links.isEmpty()) {
            grid.add(heading(texts.now("roofline.from_to")), 0, 0);
        }
        for (int row = 0; row < from.size(); row++) {
            grid.add(heading(Cluster.deviceName(from.get(row))), 0, row + 1);
        }
        for (int column = 0; column < to.size(); column++) {
            grid.add(heading(Cluster.deviceName(to.get(column))), column + 1, 0);
        }
        links.forEach(link -> grid.add(
                cell(link),
                to.indexOf(link.use().to()) + 1,
                from.indexOf(link.use().from()) + 1));
    }

    /** The link that keeps its receiver waiting longest. */
    private static LinkIntensity worst(List<LinkIntensity> links) {
        return links.stream()
                .reduce((a, b) -> b.use().exposedSeconds() > a.use().exposedSeconds() ? b : a)
                .orElseThrow();
    }

    private static Label heading(String text) {
        Label heading = new Label(text);
        heading.getStyleClass().add("link-heading");
        return heading;
    }

    private Button cell(LinkIntensity link) {
        String verdict =
                texts.now(link.hideable() ? "roofline.yes" : link.feedsCompute() ? "roofline.no" : "roofline.not_used");
        Button cell = new Button(String.join(
                "\n",
                Human.bytes(link.use().bytesPerStep()) + "  " + link.bandwidth(),
                link.feedsCompute() ? intensity(link) : "",
                verdict,
                texts.now("roofline.exposed", Human.seconds(link.use().exposedSeconds()))));
        cell.getStyleClass().addAll("link-cell", link.hideable() || !link.feedsCompute() ? "hideable" : "not-hideable");
        cell.setAccessibleText(sentence(link));
        cell.setTooltip(new Tooltip(sentence(link)));
        cell.setOnAction(event -> {
            explanation.setText(sentence(link));
            selection.select(new DeviceLink(link.use().from(), link.use().to()));
        });
        return cell;
    }

    private static String intensity(LinkIntensity link) {
        return Human.count(link.flopsPerByte()) + (link.hideable() ? " \u2265 " : " < ") + Human.count(link.ridge())
                + " FLOP/B";
    }

    private String sentence(LinkIntensity link) {
        String key = link.hideable()
                ? "roofline.hidden"
                : link.feedsCompute() ? "roofline.not_hidden" : "roofline.feeds_nothing";
        return texts.now(
                key,
                Cluster.deviceName(link.use().from()),
                Human.bytes(link.use().bytesPerStep()),
                Cluster.deviceName(link.use().to()),
                link.bandwidth(),
                Human.count(link.flopsPerByte()),
                Human.count(link.ridge()));
    }
}
