package dev.partita.ui.devices;

import dev.partita.ui.document.Workspace;
import dev.partita.workbench.DeviceLoad;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The card of one device at a time; a list of a thousand devices shows them all with a dozen of these. */
final class CardView {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    private static final PseudoClass HOVERED = PseudoClass.getPseudoClass("target");
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("chosen");
    private static final int DEVICE_COLOURS = 8;

    private final Workspace workspace;
    private final DevicesModel model;
    private final CardTexts texts;
    private final Region dot = new Region();
    private final Label name = label("device-name");
    private final Label memory = label("device-figure");
    private final MemoryBar bar = new MemoryBar();
    private final Label busy = label("device-figure");
    private final Label load = label("device-figure");
    private final Label exposed = label("device-figure");
    private final LiveLoad live;
    private final HBox busyLine;
    private final Label remark = label("device-remark");
    private final Tooltip details = new Tooltip();
    private final VBox view;
    private Optional<DeviceCard> shown = Optional.empty();

    CardView(Workspace workspace, DevicesModel model) {
        this.workspace = workspace;
        this.model = model;
        this.texts = new CardTexts(workspace.texts());
        name.setMinWidth(Region.USE_PREF_SIZE);
        busy.setMinWidth(Region.USE_PREF_SIZE);
        load.setWrapText(true);
        remark.setWrapText(true);
        dot.getStyleClass().add("device-dot");
        dot.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        live = new LiveLoad(workspace);
        busyLine = line(busy, gap(), exposed);
        view = new VBox(line(dot, name, gap(), memory), bar, live, busyLine, load, remark);
        view.getStyleClass().add("device-card");
        details.setShowDelay(Duration.millis(600));
        details.setShowDuration(Duration.minutes(1));
        details.setOnShowing(event ->
                shown.ifPresent(card -> details.setText(new DeviceDetails(workspace.texts(), model).text(card))));
        Tooltip.install(view, details);
    }

    Node view() {
        return view;
    }

    private static Label label(String style) {
        Label label = new Label();
        label.getStyleClass().add(style);
        return label;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("device-line");
        return line;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    void show(int device) {
        shown = model.card(device);
        String colour = "device-" + device % DEVICE_COLOURS;
        if (!dot.getStyleClass().contains(colour)) {
            dot.getStyleClass().setAll("device-dot", colour);
        }
        view.pseudoClassStateChanged(HOVERED, targeted(device));
        view.pseudoClassStateChanged(
                SELECTED, workspace.document().selection().device().get().equals(OptionalInt.of(device)));
        view.setId("device." + device);
        shown.ifPresent(this::show);
    }

    private boolean targeted(int device) {
        return workspace.drag().hovered().get().equals(OptionalInt.of(device));
    }

    private void show(DeviceCard card) {
        name.setText(card.name());
        memory.setText(texts.memory(card));
        bar.show(card);
        busy.setText(texts.busy(card));
        load.setText(texts.load(card));
        optional(exposed, texts.exposed(card));
        boolean impossible = !model.obstacles().get().isEmpty() && targeted(card.device());
        optional(
                remark,
                impossible
                        ? Optional.of(texts.impossible(model.obstacles().get()))
                        : texts.remark(card, workspace.drag().active()));
        view.pseudoClassStateChanged(OVER, impossible || card.shown().over());
        follow();
    }

    /** Shows what the device does now while a run trains and nothing is being tried, else what is predicted. */
    void follow() {
        Optional<DeviceLoad> now = now();
        shown(live, now.isPresent());
        shown(busyLine, now.isEmpty());
        shown(load, now.isEmpty());
        if (now.isPresent()) {
            live.show(shown.orElseThrow().device());
        }
    }

    private Optional<DeviceLoad> now() {
        return shown.filter(card -> card.after().isEmpty())
                .flatMap(card -> workspace.document().liveUse().now(card.device()));
    }

    private static void shown(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private static void optional(Label label, Optional<String> text) {
        label.setText(text.orElse(""));
        shown(label, text.isPresent());
    }

    String spoken() {
        return shown.map(card -> now().map(load -> texts.spoken(card, load)).orElseGet(() -> texts.spoken(card)))
                .orElse("");
    }
}
