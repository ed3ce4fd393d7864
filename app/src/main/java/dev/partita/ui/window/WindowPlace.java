package dev.partita.ui.window;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Where a window is on the desktop, in a form that settings keep. */
record WindowPlace(double x, double y, double width, double height) {
    static WindowPlace of(Stage stage) {
        return new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
    }

    /** Reads what {@link #text()} wrote; empty for anything else. */
    static Optional<WindowPlace> read(String text) {
        try {
            double[] numbers = Arrays.stream(text.split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            boolean whole = numbers.length == 4 && numbers[2] > 0 && numbers[3] > 0;
            return whole
                    ? Optional.of(new WindowPlace(numbers[0], numbers[1], numbers[2], numbers[3]))
                    : Optional.empty();
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    String text() {
        return DoubleStream.of(x, y, width, height)
                .mapToObj(number -> String.valueOf(Math.round(number)))
                .collect(Collectors.joining(" "));
    }

    /** Puts a window there, unless the screen that it was on is gone. */
    void apply(Stage stage) {
        if (Screen.getScreensForRectangle(x, y, width, height).isEmpty()) {
            return;
        }
        stage.setX(x);
        stage.setY(y);
        stage.setWidth(width);
        stage.setHeight(height);
    }
}
