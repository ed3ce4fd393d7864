package dev.partita.ui.memory;

import dev.partita.program.BufferKind;
import dev.partita.quantity.Human;
import dev.partita.timeline.MemoryOverTime;
import dev.partita.ui.chart.Plot;
import dev.partita.ui.memory.MemoryModel.MeasuredMemory;
import dev.partita.ui.text.Texts;
import java.util.function.DoubleUnaryOperator;
import javafx.scene.canvas.GraphicsContext;

/** What was live in a step that was really taken, as one line over the predicted bands. */
final class MeasuredLine {
    private final Texts texts;
    private final DoubleUnaryOperator x;
    private final DoubleUnaryOperator y;

    /** @param x where a second is drawn, {@code y} where a number of bytes is */
    MeasuredLine(Texts texts, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        this.texts = texts;
        this.x = x;
        this.y = y;
    }

    void paint(Plot.Brush brush, MeasuredMemory step) {
        GraphicsContext graphics = brush.graphics();
        double from = x.applyAsDouble(0);
        double to = x.applyAsDouble(step.stepSeconds());
        int columns = (int) Math.max(1, to - from);
        Stack stack = new Stack(step.memory(), step.stepSeconds(), columns);
        BufferKind highest = Stack.BOTTOM_UP[Stack.BOTTOM_UP.length - 1];
        graphics.setStroke(brush.tokens().colour("text"));
        graphics.setLineWidth(1.5);
        graphics.beginPath();
        for (int column = 0; column < columns; column++) {
            double height = y.applyAsDouble(stack.top(highest, column));
            if (column == 0) {
                graphics.moveTo(from, height);
            } else {
                graphics.lineTo(from + column, height);
            }
            graphics.lineTo(from + column + 1, height);
        }
        graphics.stroke();
        graphics.setLineWidth(1);
    }

    /** What was live at a time. */
    String words(MeasuredMemory step, double seconds) {
        MemoryOverTime memory = step.memory();
        return texts.now(
                "memory.measured_moment",
                Human.bytes(memory.liveBytes(memory.momentAt(Math.min(seconds, step.stepSeconds())))),
                Human.bytes(step.peakBytes()));
    }
}
