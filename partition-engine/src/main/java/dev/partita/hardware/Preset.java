package dev.partita.hardware;

import dev.partita.text.Sentence;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A card of the catalogue with the links it is usually sold with.
 *
 * @param name what a cluster notation calls it, such as {@code a100-80g-sxm}
 * @param title what its maker calls it
 * @param model the card itself
 * @param inside the link of two cards in one machine
 * @param between the link of two cards in different machines: one network rail per card
 * @param boardWatts power the maker allows the board
 * @param assumptions which figures are not the maker's, and what was assumed
 */
public record Preset(
        String name,
        String title,
        DeviceModel model,
        OptionalDouble boardWatts,
        Link inside,
        Link between,
        List<Sentence> assumptions) {
    public Preset {
        assumptions = List.copyOf(assumptions);
    }

    /** A cluster of equal machines with this card. */
    public Cluster cluster(String notation, int machines, int devices) {
        return Cluster.of(notation, machines, new Machine(devices, model, inside), between);
    }
}
