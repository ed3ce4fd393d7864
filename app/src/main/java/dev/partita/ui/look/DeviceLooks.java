package dev.partita.ui.look;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;

/**
 * What layers on the same devices look like. As long as there are few devices each has a colour, and layers over several
 * are striped in theirs. Of more, colours would repeat and the stripes of a whole machine blend into grey: then every
 * group of devices has a look of its own, a colour and, once those are used up or where layers are divided, a hatch,
 * which colours that somebody cannot tell apart do not take away.
 */
public final class DeviceLooks {
    /** @param paint the colour, hatched or not */
    public record Look(Color colour, Paint paint) {}

    private enum Hatch {
        NONE(0, 0),
        RISING(3, 3),
        FALLING(3, -3),
        UPRIGHT(4, 0);

        private final double x;
        private final double y;

        Hatch(double x, double y) {
            this.x = x;
            this.y = y;
        }
    }

    private record Choice(int colour, Hatch hatch) {}

    private static final double DARK_SHARE = 0.42;
    private static final double DARKNESS = 0.7;

    private final Tokens tokens;
    private final Map<List<Integer>, Look> groups = new LinkedHashMap<>();

    /** @param together devices that layers are on, or are divided over, as often as may be */
    public DeviceLooks(Collection<List<Integer>> together, Tokens tokens) {
        this.tokens = tokens;
        Set<Integer> used = new TreeSet<>();
        together.forEach(used::addAll);
        if (used.stream().allMatch(device -> device < Tokens.DEVICE_COLOURS)) {
            used.forEach(device -> groups.put(List.of(device), look(new Choice(device, Hatch.NONE))));
            return;
        }
        Set<Choice> taken = new HashSet<>();
        together.stream()
                .filter(devices -> !devices.isEmpty())
                .distinct()
                .sorted(Comparator.<List<Integer>>comparingInt(List::getFirst).thenComparingInt(List::size))
                .forEach(devices -> groups.put(devices, look(choose(devices, taken))));
    }

    /** Groups of devices with their looks: single devices where these can be told apart, in order. */
    public Map<List<Integer>, Look> groups() {
        return groups;
    }

    /** The look of each device that a layer is on, or the one of all together. */
    public List<Look> of(List<Integer> devices) {
        Look together = groups.get(devices);
        return together != null
                ? List.of(together)
                : devices.stream()
                        .map(device -> groups.getOrDefault(List.of(device), look(new Choice(device, Hatch.NONE))))
                        .toList();
    }

    /** The colour of a device, or of the group that it is the first of. */
    public Color colour(int device) {
        return groups.entrySet().stream()
                .filter(group -> group.getKey().getFirst() == device)
                .findFirst()
                .map(group -> group.getValue().colour())
                .orElseGet(() -> tokens.device(device));
    }

    /** The next free look, from the colour of the first device on. */
    private static Choice choose(List<Integer> devices, Set<Choice> taken) {
        Hatch[] hatches = Hatch.values();
        int first = devices.size() > 1 ? 1 : 0;
        for (int hatch = 0; hatch < hatches.length; hatch++) {
            for (int colour = 0; colour < Tokens.DEVICE_COLOURS; colour++) {
                Choice choice = new Choice(
                        (devices.getFirst() + colour) % Tokens.DEVICE_COLOURS,
                        hatches[(first + hatch) % hatches.length]);
                if (taken.add(choice)) {
                    return choice;
                }
            }
        }
        return new Choice(devices.getFirst(), hatches[first]);
    }

    private Look look(Choice choice) {
        Color colour = tokens.device(choice.colour());
        if (choice.hatch() == Hatch.NONE) {
            return new Look(colour, colour);
        }
        Color dark = colour.interpolate(tokens.colour("background"), DARKNESS);
        Paint hatched = new LinearGradient(
                0,
                0,
                choice.hatch().x,
                choice.hatch().y,
                false,
                CycleMethod.REPEAT,
                new Stop(0, colour),
                new Stop(1 - DARK_SHARE, colour),
                new Stop(1 - DARK_SHARE, dark),
                new Stop(1, dark));
        return new Look(colour, hatched);
    }
}
