package dev.partita.ui.chart;

import dev.partita.ui.look.Tokens;
import java.util.function.Function;
import javafx.scene.paint.Color;

/**
 * A curve as it is drawn.
 *
 * @param label what the pointer shows before its value; empty keeps it out of that
 */
public record ChartLine(Curve curve, Function<Tokens, Color> colour, double width, String label) {}
