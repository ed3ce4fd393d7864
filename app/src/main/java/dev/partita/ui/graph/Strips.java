package dev.partita.ui.graph;

import dev.partita.program.LayerCosts;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.look.DeviceLooks;
import dev.partita.ui.look.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/** The colours of boxes under one meaning of colour: a strip of pieces for each, found when it is first asked for. */
final class Strips {
    /**
     * A part of a strip, as shares of its length.
     *
     * @param paint the colour, or a hatch in it
     */
    record Piece(double from, double to, Color colour, Paint paint) {
        Piece(double from, double to, DeviceLooks.Look look) {
            this(from, to, look.colour(), look.paint());
        }
    }

    private final Tokens tokens;
    private final ColourBy colourBy;
    private final PartTree tree;
    private final Placed placed;
    private final DeviceLooks looks;
    private final LayerCosts costs;
    private final double most;
    private final Map<Box, List<Piece>> known = new HashMap<>();

    Strips(Picture picture, GraphState state, Tokens tokens) {
        this.tokens = tokens;
        this.tree = picture.graph().tree();
        this.placed = state.placed.get();
        this.looks = new DeviceLooks(placed.devices().values(), tokens);
        this.costs = state.costs.get().orElse(LayerCosts.NONE);
        this.colourBy = state.colourBy.get();
        this.most = picture.graph().all().stream()
                .filter(box -> !box.frame())
                .flatMapToDouble(box -> IntStream.range(0, box.cells()).mapToDouble(cell -> amount(box, cell)))
                .max()
                .orElse(0);
    }

    /** The largest amount of any visible box; what the dark end of the scale means. */
    double most() {
        return most;
    }

    /** What the devices that layers are on look like. */
    DeviceLooks looks() {
        return looks;
    }

    List<Piece> of(Box box) {
        return known.computeIfAbsent(box, this::pieces);
    }

    /** The colour of a box as a whole: that of its largest share. */
    Color main(Box box) {
        Map<Color, Double> shares = new HashMap<>();
        of(box).forEach(piece -> shares.merge(piece.colour(), piece.to() - piece.from(), Double::sum));
        return shares.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(nothing());
    }

    private List<Piece> pieces(Box box) {
        if (colourBy == ColourBy.OPERATOR) {
            return cell(box, 0); // blocks of a run have the same operators
        }
        List<Piece> pieces = new ArrayList<>();
        double width = 1.0 / box.cells();
        for (int cell = 0; cell < box.cells(); cell++) {
            double from = cell * width;
            for (Piece piece : cell(box, cell)) {
                append(
                        pieces,
                        new Piece(
                                from + piece.from() * width, from + piece.to() * width, piece.colour(), piece.paint()));
            }
        }
        return List.copyOf(pieces);
    }

    private static void append(List<Piece> pieces, Piece piece) {
        Piece last = pieces.isEmpty() ? null : pieces.getLast();
        if (last != null && last.paint().equals(piece.paint())) {
            pieces.set(pieces.size() - 1, new Piece(last.from(), piece.to(), piece.colour(), piece.paint()));
        } else {
            pieces.add(piece);
        }
    }

    private List<Piece> cell(Box box, int cell) {
        return switch (colourBy) {
            case DEVICE -> shares(byDevice(box.cellLayers(cell)));
            case OPERATOR -> shares(byOperator(box.cellLayers(cell)));
            case MEMORY, TIME -> {
                double share = most > 0 ? amount(box, cell) / most : 0;
                yield List.of(new Piece(0, 1, plain(new Ramp(tokens).at(share))));
            }
        };
    }

    private double amount(Box box, int cell) {
        return switch (colourBy) {
            case MEMORY -> costs.bytes(box.cellLayers(cell));
            case TIME -> costs.seconds(box.cellLayers(cell));
            case DEVICE, OPERATOR -> 0;
        };
    }

    private Map<DeviceLooks.Look, Integer> byDevice(List<String> layers) {
        Map<List<Integer>, Integer> counts = new LinkedHashMap<>();
        layers.forEach(layer -> counts.merge(placed.of(layer), 1, Integer::sum));
        Map<DeviceLooks.Look, Integer> found = new LinkedHashMap<>();
        counts.entrySet().stream()
                .filter(entry -> !entry.getKey().isEmpty())
                .sorted(Comparator.comparingInt(entry -> entry.getKey().getFirst()))
                .forEach(entry ->
                        looks.of(entry.getKey()).forEach(look -> found.merge(look, entry.getValue(), Integer::sum)));
        return coloured(found);
    }

    private Map<DeviceLooks.Look, Integer> byOperator(List<String> layers) {
        Map<OperatorGroup, Integer> counts = new EnumMap<>(OperatorGroup.class);
        layers.forEach(id ->
                tree.layer(id).ifPresent(layer -> counts.merge(OperatorGroup.of(layer.operator()), 1, Integer::sum)));
        return coloured(counts.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> plain(colour(tokens, entry.getKey())),
                        Map.Entry::getValue,
                        Integer::sum,
                        LinkedHashMap::new)));
    }

    private Map<DeviceLooks.Look, Integer> coloured(Map<DeviceLooks.Look, Integer> counts) {
        return counts.isEmpty() ? Map.of(plain(nothing()), 1) : counts;
    }

    private static DeviceLooks.Look plain(Color colour) {
        return new DeviceLooks.Look(colour, colour);
    }

    static Color colour(Tokens tokens, OperatorGroup group) {
        return tokens.device(group.ordinal());
    }

    private Color nothing() {
        return tokens.colour("border");
    }

    private static List<Piece> shares(Map<DeviceLooks.Look, Integer> counts) {
        double total = counts.values().stream().mapToInt(Integer::intValue).sum();
        List<Piece> pieces = new ArrayList<>();
        double from = 0;
        for (Map.Entry<DeviceLooks.Look, Integer> entry : counts.entrySet()) {
            double to = from + entry.getValue() / total;
            pieces.add(new Piece(from, to, entry.getKey()));
            from = to;
        }
        return pieces;
    }
}
