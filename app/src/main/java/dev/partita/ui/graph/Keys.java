package dev.partita.ui.graph;

import java.util.OptionalInt;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** What the keyboard does on the canvas, and which keys are being held for the mouse: space pans, a digit paints. */
final class Keys {
    private final GraphState state;
    private final GraphActions actions;
    private Runnable escape = () -> {};
    private boolean space;
    private OptionalInt digit = OptionalInt.empty();

    Keys(GraphState state, GraphActions actions, GraphCanvas canvas) {
        this.state = state;
        this.actions = actions;
        canvas.setOnKeyPressed(this::pressed);
        canvas.setOnKeyReleased(this::released);
        canvas.focusedProperty().subscribe(this::letGo);
    }

    /** What Escape does. */
    void onEscape(Runnable action) {
        escape = action;
    }

    boolean panning() {
        return space;
    }

    /** The device to paint with: of the digit that is held, or of the brush that was chosen. */
    OptionalInt brush() {
        return digit.isPresent() ? digit : state.brush.get();
    }

    private void letGo() {
        space = false;
        digit = OptionalInt.empty();
    }

    private void released(KeyEvent event) {
        if (event.getCode() == KeyCode.SPACE) {
            space = false;
        } else if (event.getCode().isDigitKey()) {
            digit = OptionalInt.empty();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || !pressed(event.getCode())) {
            return;
        }
        event.consume();
    }

    private boolean pressed(KeyCode code) {
        switch (code) {
            case SPACE -> space = true;
            case ESCAPE -> escape.run();
            case RIGHT -> actions.go(Direction.ALONG);
            case LEFT -> actions.go(Direction.AGAINST);
            case UP -> actions.go(Direction.UP);
            case DOWN -> actions.go(Direction.DOWN);
            case HOME -> actions.go(Direction.FIRST);
            case END -> actions.go(Direction.LAST);
            case ENTER -> actions.current().ifPresent(actions::toggle);
            case DIGIT1, DIGIT2, DIGIT3, DIGIT4, DIGIT5, DIGIT6, DIGIT7, DIGIT8, DIGIT9 ->
                digit = OptionalInt.of(code.getCode() - KeyCode.DIGIT1.getCode());
            default -> {
                return false;
            }
        }
        return true;
    }
}
