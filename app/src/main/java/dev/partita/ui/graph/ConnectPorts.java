package dev.partita.ui.graph;

import dev.partita.graph.Compatible;
import dev.partita.graph.Compatible.Slot;
import dev.partita.graph.Port;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Hit;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.Picture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import javafx.application.Platform;
import javafx.scene.canvas.GraphicsContext;

/** A wire in the hand: inputs that take what it carries are lit; let go beside all cards, it offers new layers. */
final class ConnectPorts implements Gesture {
    private final Picture picture;
    private final Drawing drawing;
    private final Box from;
    private final Port port;
    /** Found in the background: looking at every input of a large model takes longer than a frame. */
    private final CompletableFuture<Compatible> compatible;

    private final BiConsumer<Port, Compatible> offer;
    private double x;
    private double y;

    /**
     * @param offer offers the layers that can take the output
     * @param found told once it is known which inputs take the output
     */
    ConnectPorts(Picture picture, Drawing drawing, Box from, BiConsumer<Port, Compatible> offer, Runnable found) {
        this.picture = picture;
        this.drawing = drawing;
        this.from = from;
        this.port = Port.of(from.id());
        this.offer = offer;
        var graph = drawing.graph();
        var shapes = drawing.shapes();
        this.compatible = CompletableFuture.supplyAsync(() -> Compatible.with(graph, shapes, port));
        compatible.thenRun(() -> Platform.runLater(found));
        this.x = picture.area(from).right();
        this.y = picture.area(from).centreY();
    }

    @Override
    public void moved(double nextX, double nextY) {
        x = nextX;
        y = nextY;
    }

    @Override
    public void released() {
        switch (picture.hit(x, y)) {
            case Hit.OnPort(Box box, boolean output, int input)
            when !output && !box.equals(from) -> drawing.connect(box.id(), input, port);
            case Hit.OnPort _ -> {}
            case Hit.OnBox(Box box) -> first(box).ifPresent(slot -> drawing.connect(slot.layer(), slot.input(), port));
            case Hit.OnStrip _, Hit.OnFold _ -> {}
            case Hit.Background _ -> offer.accept(port, compatible.join());
        }
    }

    /** The first input of a card that takes the output. */
    private Optional<Slot> first(Box box) {
        return compatible.join().inputs().stream()
                .filter(slot -> slot.layer().equals(box.id()))
                .findFirst();
    }

    @Override
    public void paint(Frame frame) {
        GraphicsContext g = frame.graphics();
        g.setFill(frame.colour("accent"));
        for (Slot slot : compatible.isDone() ? compatible.join().inputs() : List.<Slot>of()) {
            picture.graph()
                    .boxOf(slot.layer())
                    .filter(box -> box.part() instanceof Part.Single)
                    .ifPresent(box ->
                            g.fillOval(picture.area(box).x() - 5, picture.inputY(box, slot.input()) - 5, 10, 10));
        }
        Area area = picture.area(from);
        double half = Math.max(30, Math.abs(x - area.right()) / 2);
        g.setStroke(frame.colour("accent"));
        g.setLineWidth(1.8);
        g.beginPath();
        g.moveTo(area.right(), area.centreY());
        g.bezierCurveTo(area.right() + half, area.centreY(), x - half, y, x, y);
        g.stroke();
    }
}
