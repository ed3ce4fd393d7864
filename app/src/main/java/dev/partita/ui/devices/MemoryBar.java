package dev.partita.ui.devices;

import dev.partita.program.BufferKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.layout.Region;

/** Memory by kind as one stacked bar, with the capacity as a line that the bar can pass. */
final class MemoryBar extends Region {
    /** How much longer than the capacity the track is, so that there is room to pass the line. */
    private static final double ROOM = 1.15;

    private static final double LINE_WIDTH = 2;
    private static final double MARK_HEIGHT = 2;
    private static final double MARK_GAP = 2;

    private final Region track = styled("memory-track");
    private final List<Region> parts = new ArrayList<>();
    private final Region capacity = styled("memory-capacity");
    private final Region change = styled("memory-change");
    private Optional<DeviceCard> card = Optional.empty();

    MemoryBar() {
        getStyleClass().add("memory-bar");
        for (BufferKind kind : BufferKind.values()) {
            parts.add(styled("memory-part", kindStyle(kind)));
        }
        parts.add(styled("memory-part", "kind-other"));
        getChildren().add(track);
        getChildren().addAll(parts);
        getChildren().addAll(capacity, change);
    }

    /** The style class that has the colour of a kind. */
    static String kindStyle(BufferKind kind) {
        return "kind-" + kind.name().toLowerCase(Locale.ROOT);
    }

    private static Region styled(String... classes) {
        Region region = new Region();
        region.getStyleClass().addAll(classes);
        region.setManaged(false);
        region.setMouseTransparent(true);
        return region;
    }

    void show(DeviceCard shown) {
        card = Optional.of(shown);
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        track.resizeRelocate(0, top(), getWidth(), height());
        card.ifPresent(this::layout);
    }

    private void layout(DeviceCard shown) {
        long capacityBytes = shown.shown().memory().capacityBytes();
        long before = shown.now().memory().peakBytes();
        long peak = shown.shown().memory().peakBytes();
        double pixelsPerByte = getWidth() / Math.max(ROOM * capacityBytes, Math.max(before, peak));
        double start = 0;
        List<DeviceCard.Share> shares = shown.shares();
        for (int i = 0; i < parts.size(); i++) {
            double width = shares.get(i).bytes() * pixelsPerByte;
            parts.get(i).resizeRelocate(start, top(), width, height());
            start += width;
        }
        capacity.resizeRelocate(capacityBytes * pixelsPerByte - LINE_WIDTH / 2, top() - 2, LINE_WIDTH, height() + 4);
        double from = Math.min(before, peak) * pixelsPerByte;
        double to = Math.max(before, peak) * pixelsPerByte;
        change.setVisible(shown.after().isPresent() && to > from);
        change.resizeRelocate(from, top() + height() + MARK_GAP, Math.max(2, to - from), MARK_HEIGHT);
    }

    private double top() {
        return 2;
    }

    private double height() {
        return Math.max(4, getHeight() - top() - MARK_GAP - MARK_HEIGHT);
    }
}
