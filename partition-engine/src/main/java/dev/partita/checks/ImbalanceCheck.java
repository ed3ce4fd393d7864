package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.graph.ModelGraph;
import dev.partita.plan.EvenPlacement;
import dev.partita.plan.Rule;
import dev.partita.program.LayerCosts;
import dev.partita.program.Program;
import dev.partita.program.Segment;
import dev.partita.program.Stage;
import dev.partita.quantity.Human;
import dev.partita.quantity.Seconds;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A pipeline in which one device computes longer for a microbatch than the mean: it sets the pace of all. Worth a word
 * only where a cut that is more even, by FLOPs and parameters or by predicted seconds, makes the step shorter.
 */
final class ImbalanceCheck {
    /** What the slowest may take beyond the mean. */
    private static final double NOTICEABLE = 0.1;

    /** A cut that saves less than this share of the step is not worth its change. */
    private static final double WORTHWHILE = 0.02;

    private final Subject subject;
    private final Program program;

    /** Of a microbatch, by the first device of each mesh that owns stages. */
    private final Map<Integer, Double> seconds = new TreeMap<>();

    ImbalanceCheck(Subject subject) {
        this.subject = subject;
        this.program = subject.now().program().orElseThrow();
        for (Segment segment : program.segments()) {
            if (segment.kind().perMicrobatch()) {
                seconds.merge(segment.device(), segment.seconds(), Double::sum);
            }
        }
    }

    List<Diagnostic> diagnostics() {
        double mean = seconds.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        return seconds.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(slowest -> seconds.size() > 1 && slowest.getValue() > (1 + NOTICEABLE) * mean)
                .flatMap(slowest -> best(slowest.getKey()).map(fix -> diagnostic(slowest, mean, fix)))
                .stream()
                .toList();
    }

    private Diagnostic diagnostic(Map.Entry<Integer, Double> slowest, double mean, Fix fix) {
        Listing devices = Phrase.devices(program.device(slowest.getKey()).devices());
        return new Diagnostic(
                Code.IMBALANCE,
                Severity.INFO,
                devices,
                Sentence.of(
                        "engine.check.imbalance",
                        devices,
                        new Seconds(slowest.getValue()),
                        Human.percent(slowest.getValue() / mean - 1),
                        new Seconds(mean),
                        seconds.size()),
                List.of(fix));
    }

    private Optional<Fix> best(int device) {
        return subject.fixes(ideas(), device, this::helps).stream()
                .min(Comparator.comparingDouble(
                        fix -> fix.effect().stepSecondsAfter().orElse(Double.POSITIVE_INFINITY)));
    }

    /** Stages stay where they are and keep their order; none where layers are divided as somebody said. */
    private List<Idea> ideas() {
        boolean chosen = subject.plan().placement().rules().stream()
                .anyMatch(rule -> !rule.splits().isEmpty());
        boolean unequal = program.stages().stream()
                        .map(stage -> stage.mesh().ranks())
                        .distinct()
                        .count()
                > 1;
        if (chosen || unequal) {
            return List.of();
        }
        List<Rule> chunks = program.stages().stream()
                .map(Stage::mesh)
                .map(mesh -> new Rule("**", mesh.devices(), mesh.axes(), Map.of()))
                .toList();
        LayerCosts costs = LayerCosts.of(program);
        ModelGraph graph = subject.plan().graph();
        return Stream.of(
                        EvenPlacement.over(graph, chunks, layer -> costs.seconds(List.of(layer.id()))),
                        EvenPlacement.over(graph, chunks))
                .distinct()
                .map(placement ->
                        new Idea(Sentence.of("engine.fix.even_cut", seconds.size()), subject.replace(placement)))
                .toList();
    }

    private boolean helps(Prediction after) {
        return after.stepSeconds().orElse(Double.POSITIVE_INFINITY)
                        <= (1 - WORTHWHILE) * subject.now().stepSeconds().orElseThrow()
                && subject.errors(after) <= subject.errors(subject.now());
    }
}
