package dev.partita.ui.split;

import dev.partita.operator.Division;
import dev.partita.ui.look.Look;
import dev.partita.ui.look.Tokens;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/** A small picture of what is cut: samples and positions across, weights down or across, in the devices' colours. */
final class CutView extends Canvas {
    private static final double WIDTH = 36;
    private static final double HEIGHT = 26;
    private static final int MOST_PARTS = 4;

    private final Look look;
    private Optional<Division.Kind> kind = Optional.empty();
    private int ranks = 2;

    CutView(Look look) {
        super(WIDTH, HEIGHT);
        this.look = look;
        look.tokens().subscribe(this::paint);
    }

    void show(Optional<Division.Kind> shown, int parts) {
        kind = shown;
        ranks = parts;
        paint();
    }

    private void paint() {
        GraphicsContext g = getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, HEIGHT);
        int parts = Math.min(MOST_PARTS, ranks);
        for (int part = 0; part < parts; part++) {
            g.setFill(look.tokens().get().device(part));
            part(g, part, parts);
        }
        border(g, look.tokens().get());
    }

    private void part(GraphicsContext g, int part, int parts) {
        double width = WIDTH / parts;
        double height = HEIGHT / parts;
        boolean across = kind.isPresent()
                && switch (kind.get()) {
                    case BATCH, ROWS, EXPERTS -> true;
                    case SEQUENCE, COLUMNS, HEADS, VOCABULARY, CHANNELS, COPY -> false;
                };
        if (kind.isEmpty()) {
            g.fillPolygon(
                    new double[] {part * width, (part + 1) * width, (part + 1) * width, part * width},
                    new double[] {0, 0, HEIGHT, part % 2 == 0 ? HEIGHT : 0},
                    4);
        } else if (kind.get() == Division.Kind.COPY) {
            g.fillRect(part * width + 2, 5, width - 4, HEIGHT - 10);
        } else if (across) {
            g.fillRect(0, part * height, WIDTH, height - 1);
        } else {
            g.fillRect(part * width, 0, width - 1, HEIGHT);
        }
    }

    private static void border(GraphicsContext g, Tokens tokens) {
        g.setStroke(tokens.colour("border"));
        g.strokeRect(0.5, 0.5, WIDTH - 1, HEIGHT - 1);
    }
}
