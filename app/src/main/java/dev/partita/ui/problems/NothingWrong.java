package dev.partita.ui.problems;

import dev.partita.checks.CheckReport;
import dev.partita.checks.DeviceMemory;
import dev.partita.hardware.Cluster;
import dev.partita.quantity.Human;
import dev.partita.text.Listing;
import dev.partita.timeline.DeviceUse;
import dev.partita.ui.text.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** What is shown while there is no problem: that everything holds, and by how much. */
final class NothingWrong {
    /** A device that waits for less than this share of the step is as good as busy. */
    private static final double WORTH_SAYING = 0.05;

    private static final int SHOWN_DEVICES = 4;

    private final Texts texts;
    private final ProblemsModel model;
    private final Label holds = new Label();
    private final Label margin = new Label();
    private final FontIcon icon = new FontIcon(MaterialDesignC.CHECK_CIRCLE);
    private final VBox view;

    NothingWrong(Texts texts, ProblemsModel model) {
        this.texts = texts;
        this.model = model;
        icon.getStyleClass().addAll("severity", "nothing-wrong");
        holds.getStyleClass().add("problem-sentence");
        margin.setWrapText(true);
        margin.getStyleClass().add("finding-where");
        view = new VBox(holds, margin);
        view.getStyleClass().add("problem-details");
        model.report().subscribe(ignored -> refresh());
        texts.messages().subscribe(ignored -> refresh());
    }

    Node view() {
        return view;
    }

    private void refresh() {
        Optional<CheckReport> report = model.report().getValue();
        holds.setText(texts.now(report.isPresent() ? "problems.none" : "problems.checking"));
        holds.setGraphic(report.isPresent() ? icon : null);
        margin.setText(report.map(this::margin).orElse(""));
    }

    private String margin(CheckReport report) {
        String fullest = report.devices().stream()
                .min(Comparator.comparingLong(NothingWrong::freeBytes))
                .map(device -> texts.now(
                        "problems.margin",
                        device.name(),
                        Human.bytes(device.peakBytes()),
                        Human.bytes(device.capacityBytes()),
                        Human.bytes(freeBytes(device))))
                .orElse("");
        return fullest
                + idle(report)
                + report.notTrainableBecause()
                        .map(reason -> "\n" + texts.now(reason))
                        .orElse("");
    }

    /** What does not compute although nothing is wrong: devices without any work, then those that wait longest. */
    private String idle(CheckReport report) {
        List<String> unused = report.devices().stream()
                .filter(device -> device.peakBytes() == 0)
                .map(DeviceMemory::name)
                .toList();
        List<String> waiting = report.simulation().stream()
                .flatMap(step -> step.metrics().devices().stream())
                .filter(use -> use.idleFraction() >= WORTH_SAYING)
                .sorted(Comparator.comparingDouble(DeviceUse::idleFraction).reversed())
                .map(use -> Cluster.deviceName(use.device()) + " " + Human.percent(use.idleFraction()))
                .toList();
        return said("problems.unused", unused) + said("problems.idle", waiting);
    }

    private String said(String key, List<String> devices) {
        return devices.isEmpty() ? "" : "\n" + texts.now(key, texts.now(Listing.and(devices, SHOWN_DEVICES)));
    }

    private static long freeBytes(DeviceMemory device) {
        return device.capacityBytes() - device.peakBytes();
    }
}
