package dev.partita.ui.graph;

import dev.partita.graph.Layer;
import dev.partita.graph.Paths;
import dev.partita.graph.Port;
import dev.partita.program.LayerCosts.Connection;
import dev.partita.ui.document.Spot;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Curve;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.graph.fold.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.canvas.GraphicsContext;

/**
 * A new layer in the hand: let go on a wire it comes between, on a card behind it, in a frame or beside everything it
 * stands alone.
 */
final class NewLayerDrop implements Gesture {
    /** How near a wire the hand has to be. */
    private static final double REACH = 9;

    private final Picture picture;
    private final Consumer<Spot> add;
    private double x;
    private double y;

    NewLayerDrop(Picture picture, Consumer<Spot> add) {
        this.picture = picture;
        this.add = add;
    }

    @Override
    public void moved(double nextX, double nextY) {
        x = nextX;
        y = nextY;
    }

    @Override
    public void released() {
        add.accept(spot());
    }

    Spot spot() {
        Optional<Box> card = card();
        if (card.isPresent()) {
            Optional<Port> output = output(card.get());
            return new Spot(scopeOf(card.get().layers().getLast(), card.get()), output, List.of());
        }
        Optional<Curve> wire = wire();
        if (wire.isPresent()) {
            return between(wire.get().wire());
        }
        return Spot.in(frame().map(NewLayerDrop::scope).orElseGet(this::entered));
    }

    private Optional<Box> card() {
        return picture.boxes(new Area(x, y, 0, 0)).reversed().stream()
                .filter(box -> !box.frame())
                .findFirst();
    }

    private Optional<Box> frame() {
        return picture.boxes(new Area(x, y, 0, 0)).reversed().stream()
                .filter(Box::frame)
                .findFirst();
    }

    private Optional<Curve> wire() {
        return picture.curves(new Area(x, y, 0, 0).grown(REACH)).stream()
                .filter(this::near)
                .findFirst();
    }

    private boolean near(Curve curve) {
        for (int i = 1; i < curve.x().size(); i++) {
            double fromX = curve.x().get(i - 1);
            double fromY = curve.y().get(i - 1);
            double toX = curve.x().get(i) - fromX;
            double toY = curve.y().get(i) - fromY;
            double along =
                    Math.clamp(((x - fromX) * toX + (y - fromY) * toY) / Math.max(1e-9, toX * toX + toY * toY), 0, 1);
            if (Math.hypot(x - fromX - along * toX, y - fromY - along * toY) <= REACH) {
                return true;
            }
        }
        return false;
    }

    /** A card of many layers is left by its wire, if it has one. */
    private Optional<Port> output(Box card) {
        if (card.part() instanceof Part.Single(Layer layer)) {
            return Optional.of(Port.of(layer.id()));
        }
        return picture.graph().wires().stream()
                .filter(wire -> wire.from().equals(card))
                .flatMap(wire -> wire.ports().stream())
                .findFirst();
    }

    /** Beside the card: in the scope around it. */
    private static String scopeOf(String layer, Box card) {
        return switch (card.part()) {
            case Part.Single _ -> Paths.parent(layer);
            case Part.Scope scope -> Paths.parent(scope.id());
            case Part.Run run -> Paths.parent(run.blocks().getFirst().id());
        };
    }

    private static String scope(Box frame) {
        return switch (frame.part()) {
            case Part.Single(Layer layer) -> Paths.parent(layer.id());
            case Part.Scope scope -> scope.id();
            case Part.Run run -> run.blocks().get(frame.shownBlock()).id();
        };
    }

    private String entered() {
        String entered = picture.graph().state().entered();
        return picture.graph()
                .tree()
                .part(entered)
                .filter(Part.Scope.class::isInstance)
                .map(Part::id)
                .orElse("");
    }

    /** Between an output and all inputs that the wire leads it to, in the scope that holds both ends. */
    private Spot between(Wire wire) {
        Port port = wire.ports().getFirst();
        List<Spot.Input> readers = new ArrayList<>();
        for (Connection connection : wire.connections()) {
            if (connection.port().equals(port)) {
                readers.addAll(inputs(connection));
            }
        }
        String scope = Paths.parent(port.layer());
        for (Spot.Input reader : readers) {
            while (!scope.isEmpty() && !Paths.inside(reader.layer(), scope)) {
                scope = Paths.parent(scope);
            }
        }
        return new Spot(scope, Optional.of(port), readers);
    }

    private List<Spot.Input> inputs(Connection connection) {
        List<Port> inputs = picture.graph()
                .tree()
                .layer(connection.reader())
                .map(Layer::inputs)
                .orElse(List.of());
        List<Spot.Input> found = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).equals(connection.port())) {
                found.add(new Spot.Input(connection.reader(), i));
            }
        }
        return found;
    }

    @Override
    public void paint(Frame frame) {
        GraphicsContext g = frame.graphics();
        g.setStroke(frame.colour("accent"));
        g.setLineWidth(frame.pixels(2.5));
        Optional<Box> onto = card();
        Optional<Curve> into = onto.isPresent() ? Optional.empty() : wire();
        into.ifPresent(curve -> {
            g.beginPath();
            WirePainter.trace(g, curve);
            g.stroke();
        });
        if (into.isEmpty()) {
            onto.or(this::frame).ifPresent(box -> {
                Area area = frame.picture().area(box).grown(3);
                g.strokeRoundRect(area.x(), area.y(), area.width(), area.height(), 18, 18);
            });
        }
    }
}
