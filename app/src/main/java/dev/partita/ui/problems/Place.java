package dev.partita.ui.problems;

import dev.partita.checks.Code;
import dev.partita.checks.Diagnostic;
import dev.partita.checks.Evaluation;
import dev.partita.graph.Layer;
import dev.partita.program.Obstacle;
import dev.partita.text.Language;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a finding can be looked at.
 *
 * @param layers that it is about: those of the obstacle or, where it is about a device, those on it
 * @param device the first that it names
 */
record Place(List<String> layers, OptionalInt device) {
    /** Device names are the same in every language. */
    private static final Pattern DEVICE = Pattern.compile("gpu:(\\d+)");

    static Place of(Diagnostic finding, Evaluation evaluation) {
        List<String> layers = evaluation.obstacles().stream()
                .filter(obstacle -> code(obstacle) == finding.code())
                .flatMap(Place::layers)
                .distinct()
                .toList();
        Matcher named = DEVICE.matcher(finding.where().in(Language.ENGLISH));
        OptionalInt device = named.find() ? OptionalInt.of(Integer.parseInt(named.group(1))) : OptionalInt.empty();
        return new Place(
                layers.isEmpty() && device.isPresent() ? on(device.getAsInt(), evaluation) : layers,
                device.isPresent() && device.getAsInt() < evaluation.devices().size() ? device : OptionalInt.empty());
    }

    private static List<String> on(int device, Evaluation evaluation) {
        Map<String, List<Integer>> placed =
                evaluation.plan().placement().devices(evaluation.plan().graph());
        return evaluation.plan().graph().layers().stream()
                .map(Layer::id)
                .filter(layer -> placed.getOrDefault(layer, List.of()).contains(device))
                .toList();
    }

    private static Code code(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Unplaced _ -> Code.UNPLACED_LAYER;
            case Obstacle.NoSuchDevice _ -> Code.NO_SUCH_DEVICE;
            case Obstacle.Undividable _, Obstacle.SharedUnlike _ -> Code.ILLEGAL_SPLIT;
            case Obstacle.NoSuchType _ -> Code.DATA_TYPE;
            case Obstacle.NoLoss _ -> Code.NO_LOSS;
            case Obstacle.AllFrozen _ -> Code.ALL_FROZEN;
            case Obstacle.SharedFrozen _ -> Code.SHARED_FROZEN;
            case Obstacle.SeveralStages _ -> Code.SEVERAL_STAGES;
            case Obstacle.WrongPattern _ -> Code.STAGE_PATTERN;
            case Obstacle.Incomplete incomplete -> Code.of(incomplete.problem());
            case Obstacle.InvalidModel _ -> Code.INVALID_MODEL;
        };
    }

    private static Stream<String> layers(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Unplaced unplaced -> unplaced.layers().stream();
            case Obstacle.NoSuchDevice missing -> Stream.of(missing.layer());
            case Obstacle.SharedUnlike shared -> Stream.of(shared.layer());
            case Obstacle.SharedFrozen shared ->
                Stream.of(shared.torn().frozen(), shared.torn().trained());
            case Obstacle.Incomplete incomplete ->
                Stream.of(incomplete.problem().layer());
            case Obstacle.SeveralStages several ->
                several.stages().stream()
                        .flatMap(stage -> stage.layers().stream().map(Layer::id));
            case Obstacle.Undividable _,
                    Obstacle.WrongPattern _,
                    Obstacle.NoLoss _,
                    Obstacle.AllFrozen _,
                    Obstacle.NoSuchType _,
                    Obstacle.InvalidModel _ -> Stream.of();
        };
    }
}
