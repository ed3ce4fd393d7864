package dev.partita.ui.training;

import dev.partita.plan.Plan;
import dev.partita.simulation.Simulation;
import dev.partita.ui.document.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The devices of the run below one another, with what the colours mean. */
final class DeviceCards {
    private final Workspace workspace;
    private final VBox cards = new VBox(8);
    private final VBox view;

    DeviceCards(Workspace workspace, RunView run) {
        this.workspace = workspace;
        this.view = new VBox(8, legend(), emulation(run), cards);
        view.getStyleClass().add("device-loads");
        run.prediction().subscribe(this::show);
        workspace.document().liveUse().revision().subscribe(this::changed);
    }

    Node view() {
        return view;
    }

    void changed() {
        cards.getChildren().forEach(card -> ((DeviceCard) card).changed());
    }

    private void show(Optional<Simulation> prediction) {
        cards.getChildren()
                .setAll(prediction.map(found -> found.timeline().program()).stream()
                        .flatMap(program -> program.devices().stream()
                                .flatMap(share -> share.devices().stream())
                                .sorted()
                                .map(device -> new DeviceCard(
                                        workspace, device, program.plan().cluster())))
                        .toList());
    }

    /** That these are no real cards is said in words, not only in a mark on each. */
    private Node emulation(RunView run) {
        Label label = new Label();
        label.getStyleClass().add("training-hint");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.textProperty()
                .bind(workspace
                        .texts()
                        .bound(
                                "training.emulated",
                                run.plan().map(DeviceCards::deviceCount),
                                Runtime.getRuntime().availableProcessors()));
        label.visibleProperty()
                .bind(run.plan()
                        .map(plan -> plan.isPresent() && plan.get().cluster().virtual()));
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private static int deviceCount(Optional<Plan> plan) {
        return plan.map(found -> found.cluster().deviceCount()).orElse(0);
    }

    private Node legend() {
        FlowPane legend = new FlowPane(12, 4);
        legend.getChildren()
                .addAll(List.of(
                        entry("use.busy", "legend-compute"),
                        entry("use.communication", "legend-communication"),
                        entry("use.core_wait", "legend-waiting"),
                        entry("use.idle", "legend-idle")));
        return legend;
    }

    private Node entry(String key, String styleClass) {
        Region swatch = new Region();
        swatch.getStyleClass().addAll("training-swatch", styleClass);
        Label label = new Label();
        label.getStyleClass().add("training-hint");
        label.textProperty().bind(workspace.texts().bound(key));
        HBox entry = new HBox(6, swatch, label);
        entry.getStyleClass().add("training-legend");
        return entry;
    }
}
