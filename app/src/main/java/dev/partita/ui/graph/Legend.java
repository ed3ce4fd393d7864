package dev.partita.ui.graph;

import dev.partita.hardware.DeviceRanges;
import dev.partita.quantity.Human;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.look.DeviceLooks;
import dev.partita.ui.look.Tokens;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;

/** Chooses what colours mean and says what each means: devices and operators by name, amounts on a scale with units. */
final class Legend {
    private static final int MOST_DEVICES = 8;

    private final Workspace workspace;
    private final GraphState state;
    private final GraphCanvas canvas;
    private final HBox meanings = new HBox();
    private final VBox view;

    Legend(Workspace workspace, GraphState state, GraphCanvas canvas) {
        this.workspace = workspace;
        this.state = state;
        this.canvas = canvas;
        meanings.getStyleClass().add("graph-legend-meanings");
        view = new VBox(meanings, chooser());
        view.getStyleClass().add("graph-legend");
        view.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        canvas.strips().subscribe(this::write);
        workspace.texts().messages().subscribe(this::write);
        workspace.look().scale().subscribe(this::write);
    }

    Node view() {
        return view;
    }

    private Node chooser() {
        HBox chooser = new HBox();
        chooser.getStyleClass().add("graph-legend-chooser");
        Label title = new Label();
        title.textProperty().bind(workspace.texts().bound("graph.colour"));
        title.getStyleClass().add("graph-secondary");
        title.setMinWidth(Region.USE_PREF_SIZE);
        chooser.getChildren().add(title);
        ToggleGroup group = new ToggleGroup();
        for (ColourBy by : ColourBy.values()) {
            ToggleButton choice = new ToggleButton();
            choice.setId("graph.colour." + by.key());
            choice.textProperty().bind(workspace.texts().bound("graph.colour." + by.key()));
            choice.accessibleTextProperty().bind(workspace.texts().bound("command.graph.colour_" + by.key()));
            choice.getStyleClass().add("graph-pill");
            choice.setMinWidth(Region.USE_PREF_SIZE);
            choice.setToggleGroup(group);
            choice.setOnAction(event -> {
                choice.setSelected(true);
                state.colourBy.set(by);
            });
            state.colourBy.subscribe(now -> choice.setSelected(now == by));
            chooser.getChildren().add(choice);
        }
        return chooser;
    }

    private void write() {
        meanings.getChildren().clear();
        canvas.strips()
                .get()
                .ifPresent(strips -> meanings.getChildren()
                        .setAll(
                                switch (state.colourBy.get()) {
                                    case DEVICE -> devices(strips.looks());
                                    case OPERATOR -> operators();
                                    case MEMORY -> scale(Human.bytes((long) strips.most()), "graph.per_box_memory");
                                    case TIME -> scale(Human.seconds(strips.most()), "graph.per_box_time");
                                }));
    }

    private Tokens tokens() {
        return workspace.look().tokens().get();
    }

    private double scale() {
        return workspace.look().scale().get();
    }

    /** Devices, or the groups of them that layers are divided over. */
    private List<Node> devices(DeviceLooks looks) {
        Stream<Node> named = looks.groups().entrySet().stream()
                .limit(MOST_DEVICES)
                .map(group -> meaning(group.getValue().paint(), DeviceRanges.of(group.getKey())));
        int more = looks.groups().size() - MOST_DEVICES;
        return more <= 0
                ? named.toList()
                : Stream.concat(named, Stream.of(secondary(workspace.texts().now("graph.devices_more", more))))
                        .toList();
    }

    private List<Node> operators() {
        Set<OperatorGroup> visible = new TreeSet<>();
        state.picture
                .get()
                .ifPresent(picture -> picture.graph().all().stream()
                        .map(Box::layers)
                        .flatMap(List::stream)
                        .distinct()
                        .flatMap(id -> picture.graph().tree().layer(id).stream())
                        .forEach(layer -> visible.add(OperatorGroup.of(layer.operator()))));
        return visible.stream()
                .map(group -> meaning(
                        Strips.colour(tokens(), group), workspace.texts().now("graph.operator." + group.key())))
                .toList();
    }

    private List<Node> scale(String most, String what) {
        Ramp ramp = new Ramp(tokens());
        List<Stop> stops = IntStream.range(0, Ramp.STEPS)
                .mapToObj(step -> new Stop(step / (Ramp.STEPS - 1.0), ramp.step(step)))
                .toList();
        Rectangle bar = new Rectangle(
                120 * scale(), 8 * scale(), new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops));
        return List.of(
                secondary("0"),
                bar,
                secondary(most),
                secondary(workspace.texts().now(what)));
    }

    private Node meaning(Paint paint, String name) {
        Rectangle swatch = new Rectangle(10 * scale(), 10 * scale(), paint);
        swatch.setArcWidth(3 * scale());
        swatch.setArcHeight(3 * scale());
        Label label = secondary(name);
        label.setGraphic(swatch);
        return label;
    }

    private static Label secondary(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("graph-secondary");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
