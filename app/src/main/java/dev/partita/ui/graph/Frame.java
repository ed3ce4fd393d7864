package dev.partita.ui.graph;

import dev.partita.ui.document.DeviceLink;
import dev.partita.ui.graph.fold.Area;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.graph.fold.Viewport;
import dev.partita.ui.graph.fold.Wire;
import dev.partita.ui.look.Tokens;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Everything one painting of the canvas reads: a snapshot, so that painters hold no state.
 *
 * @param elsewhere where layers would be after a drop, or are in the plan that is compared
 * @param scale of the window's texts; what always has the same size follows it
 */
record Frame(
        GraphicsContext graphics,
        double scale,
        double width,
        double height,
        Picture picture,
        Viewport viewport,
        Tokens tokens,
        Strips strips,
        Placed placed,
        Optional<Placed> elsewhere,
        Set<String> selected,
        Set<String> active,
        OptionalInt device,
        Optional<DeviceLink> link,
        Optional<Box> hovered,
        Fonts fonts,
        BoxTexts texts) {

    Color colour(String token) {
        return tokens.colour(token);
    }

    Detail detail() {
        return Detail.at(viewport.scale() / scale);
    }

    Area visible() {
        return viewport.visible(width, height);
    }

    /** Length in units of something that has the same number of pixels at every zoom. */
    double pixels(double count) {
        return count * scale / viewport.scale();
    }

    boolean selected(Collection<String> layers) {
        return !selected.isEmpty() && selected.containsAll(layers);
    }

    /** True if a link is looked at and a message along this wire takes it. */
    boolean carriesLink(Wire wire) {
        return link.isPresent()
                && wire.connections().stream()
                        .anyMatch(connection -> placed.of(connection.port().layer())
                                        .contains(link.get().from())
                                && placed.of(connection.reader())
                                        .contains(link.get().to()));
    }

    /** True if a device is looked at and none of these layers is on it. */
    boolean dimmed(Collection<String> layers) {
        return device.isPresent()
                && layers.stream().noneMatch(layer -> placed.of(layer).contains(device.getAsInt()));
    }
}
