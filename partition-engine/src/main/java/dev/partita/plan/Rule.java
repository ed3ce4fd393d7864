package dev.partita.plan;

import dev.partita.operator.Division;
import dev.partita.sharding.Axis;
import dev.partita.sharding.Mesh;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One line of a placement: the layers a pattern names go to these devices. A pattern is a layer id, a scope (all that
 * lies in it), or a glob: {@code *} is any run of characters within one path part, {@code **} any run across parts,
 * {@code {4..7}} a range of numbers.
 *
 * @param devices device numbers; empty takes the layers off every device. Over several, each layer is divided
 * @param mesh the devices as a named array, its last axis running fastest; empty where they are one axis, called
 *     {@value #ONE_AXIS}
 * @param splits by axis what is divided over it, a {@link Division.Kind}'s word; for all others the least costly
 *     division is deduced
 */
public record Rule(String pattern, List<Integer> devices, List<Axis> mesh, Map<String, String> splits) {
    public static final String ONE_AXIS = "devices";

    private static final Pattern RANGE = Pattern.compile("\\{(\\d{1,6})\\.\\.(\\d{1,6})}");

    public Rule {
        devices = List.copyOf(devices);
        mesh = List.copyOf(mesh);
        splits = Collections.unmodifiableMap(new TreeMap<>(splits));
        if (pattern.isBlank()) {
            throw new Refusal(Sentence.of("engine.rule.empty"));
        }
        for (int device : devices) {
            if (device < 0) {
                throw new Refusal(Sentence.of("engine.rule.device", device));
            }
        }
        Mesh whole = meshOf(devices, mesh);
        for (Map.Entry<String, String> split : splits.entrySet()) {
            if (whole.axis(split.getKey()) < 0) {
                throw new Refusal(Sentence.of(
                        "engine.rule.no_axis", split.getKey(), whole.axes().isEmpty() ? "-" : whole.toString()));
            }
            kind(split.getValue());
        }
    }

    /** A rule whose divisions are all deduced. */
    public Rule(String pattern, List<Integer> devices) {
        this(pattern, devices, List.of(), Map.of());
    }

    /** The devices as the array that layers are divided over; an axis of one device divides nothing and is left out. */
    public Mesh meshOfDevices() {
        Mesh whole = meshOf(devices, mesh);
        return new Mesh(whole.axes().stream().filter(axis -> axis.size() > 1).toList(), whole.devices());
    }

    private static Mesh meshOf(List<Integer> devices, List<Axis> mesh) {
        if (mesh.isEmpty() && devices.size() > 1) {
            return new Mesh(List.of(new Axis(ONE_AXIS, devices.size())), devices);
        }
        return devices.isEmpty() ? new Mesh(List.of(), List.of(0)) : new Mesh(mesh, devices);
    }

    /** This rule for other layers. */
    public Rule withPattern(String other) {
        return new Rule(other, devices, mesh, splits);
    }

    /** True if another rule puts its layers on the same devices, divided alike. */
    boolean sameElsewhere(Rule other) {
        return devices.equals(other.devices) && mesh.equals(other.mesh) && splits.equals(other.splits);
    }

    /** What is to be divided over an axis, by its word. */
    public static Division.Kind kind(String word) {
        return Arrays.stream(Division.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal(Sentence.of(
                        "engine.rule.split",
                        Arrays.stream(Division.Kind.values())
                                .map(Division.Kind::word)
                                .toList()
                                .toString(),
                        word)));
    }

    public boolean matches(String layerId) {
        return matcher(pattern).test(layerId);
    }

    /** Whether a pattern names a layer; the caller keeps it where it asks for many. */
    static Predicate<String> matcher(String glob) {
        boolean literal = glob.indexOf('*') < 0 && !RANGE.matcher(glob).find();
        return literal ? id -> within(id, glob) : compiled(glob).asMatchPredicate();
    }

    private static boolean within(String layerId, String scope) {
        return layerId.startsWith(scope)
                && (layerId.length() == scope.length() || layerId.charAt(scope.length()) == '/');
    }

    private static Pattern compiled(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); ) {
            var range = RANGE.matcher(glob).region(i, glob.length());
            if (range.lookingAt()) {
                regex.append(numbers(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))));
                i = range.end();
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                char c = glob.charAt(i++);
                regex.append(c == '*' ? "[^/]*" : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex + "(/.*)?");
    }

    private static String numbers(int first, int last) {
        if (last < first || last - first > 100_000) {
            throw new Refusal(Sentence.of("engine.rule.range", first, last));
        }
        return NumberRegex.of(first, last);
    }
}
