package dev.partita.ui.graph;

/** Moves the canvas under the hand. */
final class PanGesture implements Gesture {
    private final GraphState state;
    private final double grabbedX;
    private final double grabbedY;

    PanGesture(GraphState state, double x, double y) {
        this.state = state;
        this.grabbedX = x;
        this.grabbedY = y;
    }

    @Override
    public void moved(double x, double y) {
        double scale = state.viewport.get().scale();
        state.viewport.set(state.viewport.get().pannedBy((x - grabbedX) * scale, (y - grabbedY) * scale));
    }

    @Override
    public void released() {}
}
