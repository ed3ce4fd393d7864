package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.graph.Layer;
import dev.partita.hardware.Cluster;
import dev.partita.plan.LayerPatterns;
import dev.partita.plan.Schedule;
import dev.partita.plan.StagePattern;
import dev.partita.plan.Training;
import dev.partita.program.Obstacle;
import dev.partita.program.Stage;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A device that owns several stages under a schedule that takes one: the schedule that accepts them, and the nearest
 * placements that this one accepts. For each gap between two stages of the device, either what lies between comes over
 * to the device, or the smaller of the two stages goes where its neighbour is.
 */
final class StageRepair {
    private final Subject subject;
    private final Obstacle.SeveralStages several;
    private final Map<String, List<Integer>> placed;

    StageRepair(Subject subject, Obstacle.SeveralStages several) {
        this.subject = subject;
        this.several = several;
        this.placed = subject.plan().placement().devices(subject.plan().graph());
    }

    Diagnostic diagnostic() {
        String device = Cluster.deviceName(several.device());
        Training training = subject.plan().training();
        Listing parts = Phrase.groups(several.stages().stream()
                .map(stage -> Phrase.layers(subject.plan().graph(), ids(stage.layers())))
                .toList());
        return new Diagnostic(
                Code.SEVERAL_STAGES,
                Severity.ERROR,
                new Verbatim(device),
                Sentence.of(
                        "engine.check.several_stages",
                        device,
                        several.stages().size(),
                        parts,
                        training.schedule().key()),
                subject.fixes(ideas(), several.device(), subject::fewerErrors));
    }

    private List<Idea> ideas() {
        List<Idea> ideas = new ArrayList<>(moves());
        TrainingIdeas training = new TrainingIdeas(subject);
        for (Schedule schedule : Schedule.values()) {
            if (schedule.pattern() != StagePattern.ONE_EACH) {
                training.schedule(schedule).ifPresent(ideas::add);
            }
        }
        return ideas;
    }

    private record Move(List<String> layers, int device) {}

    /** The ways to make it one stage, fewest layers first. */
    private List<Idea> moves() {
        Stage largest = several.stages().stream()
                .max(Comparator.comparingInt(stage -> stage.layers().size()))
                .orElseThrow();
        List<Move> moves = new ArrayList<>();
        for (Stage stage : several.stages()) {
            if (stage != largest) {
                neighbours(stage).forEach(device -> moves.add(new Move(ids(stage.layers()), device)));
            }
        }
        moves.add(new Move(between(), several.device()));
        return moves.stream()
                .filter(move -> !move.layers().isEmpty())
                .sorted(Comparator.comparingInt(move -> move.layers().size()))
                .map(this::idea)
                .toList();
    }

    private Idea idea(Move move) {
        List<String> patterns = LayerPatterns.of(subject.plan().graph(), move.layers());
        return new Idea(
                Phrase.move(patterns, move.layers().size(), move.device()), subject.place(patterns, move.device()));
    }

    /** The other devices whose layers a stage reads from or is read by. */
    private List<Integer> neighbours(Stage stage) {
        List<String> own = ids(stage.layers());
        List<Integer> found = new ArrayList<>();
        for (Layer layer : subject.plan().graph().layers()) {
            for (var port : layer.inputs()) {
                if (own.contains(port.layer()) != own.contains(layer.id())) {
                    String other = own.contains(layer.id()) ? port.layer() : layer.id();
                    found.addAll(placed.getOrDefault(other, List.of()));
                }
            }
        }
        return found.stream()
                .distinct()
                .filter(device -> device != several.device())
                .toList();
    }

    /** The layers of other devices from this device's first to its last, in graph order. */
    private List<String> between() {
        List<String> order = ids(subject.plan().graph().layers()).stream()
                .filter(placed::containsKey)
                .toList();
        List<Integer> own = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (on(order.get(i))) {
                own.add(i);
            }
        }
        return order.subList(own.getFirst(), own.getLast()).stream()
                .filter(layer -> !on(layer))
                .toList();
    }

    private boolean on(String layer) {
        return placed.getOrDefault(layer, List.of()).contains(several.device());
    }

    private static List<String> ids(List<Layer> layers) {
        return layers.stream().map(Layer::id).toList();
    }
}
