package dev.partita.ui.chart;

import dev.partita.ui.look.Tokens;
import java.util.function.Function;
import javafx.scene.paint.Color;

/** A range of values behind the curves, with a line along its upper end; a line alone where the two are equal. */
public record ChartBand(double from, double to, Function<Tokens, Color> colour, String label) {}
