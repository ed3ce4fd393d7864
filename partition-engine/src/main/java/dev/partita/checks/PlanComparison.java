package dev.partita.checks;

import dev.partita.checks.ComparedFigure.Unit;
import dev.partita.graph.Layer;
import dev.partita.quantity.Human;
import dev.partita.simulation.Simulation;
import dev.partita.text.Sentence;
import dev.partita.timeline.LinkUse;
import dev.partita.timeline.StepMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Two plans of one model side by side: which layers lie elsewhere, what each amounts to, and which is better at what. */
public record PlanComparison(Evaluation first, Evaluation second) {
    /**
     * Layers that lie elsewhere.
     *
     * @param from devices in the first plan; none where they are not placed
     * @param to devices in the second plan; none where they are not placed
     */
    public record Move(List<Integer> from, List<Integer> to, List<String> layers) {
        public Move {
            from = List.copyOf(from);
            to = List.copyOf(to);
            layers = List.copyOf(layers);
        }
    }

    /** What lies elsewhere, in the order of the model, one entry for each way it goes. */
    public List<Move> moves() {
        Map<String, List<Integer>> before =
                first.plan().placement().devices(first.plan().graph());
        Map<String, List<Integer>> after =
                second.plan().placement().devices(second.plan().graph());
        Map<List<List<Integer>>, List<String>> found = new LinkedHashMap<>();
        for (Layer layer : first.plan().graph().layers()) {
            List<Integer> from = before.getOrDefault(layer.id(), List.of());
            List<Integer> to = after.getOrDefault(layer.id(), List.of());
            if (!from.equals(to)) {
                found.computeIfAbsent(List.of(from, to), way -> new ArrayList<>())
                        .add(layer.id());
            }
        }
        return found.entrySet().stream()
                .map(entry -> new Move(entry.getKey().getFirst(), entry.getKey().getLast(), entry.getValue()))
                .toList();
    }

    /** The step first, then the memory of each device that one of the plans uses. */
    public List<ComparedFigure> figures() {
        List<ComparedFigure> figures = new ArrayList<>(List.of(
                step("engine.compare.step", Unit.SECONDS, StepMetrics::stepSeconds),
                step("engine.compare.bubble", Unit.FRACTION, StepMetrics::bubbleFraction),
                step("engine.compare.exposed", Unit.FRACTION, StepMetrics::exposedCommunicationFraction),
                step("engine.compare.link_bytes", Unit.BYTES, PlanComparison::linkBytes)));
        int devices = Math.max(first.devices().size(), second.devices().size());
        for (int device = 0; device < devices; device++) {
            OptionalDouble before = peak(first, device);
            OptionalDouble after = peak(second, device);
            if (before.orElse(0) > 0 || after.orElse(0) > 0) {
                String name = (device < first.devices().size() ? first : second)
                        .devices()
                        .get(device)
                        .name();
                figures.add(new ComparedFigure(Sentence.of("engine.compare.peak", name), Unit.BYTES, before, after));
            }
        }
        return figures;
    }

    private ComparedFigure step(String what, Unit unit, ToDoubleFunction<StepMetrics> value) {
        return new ComparedFigure(Sentence.of(what), unit, value(first, value), value(second, value));
    }

    private static OptionalDouble value(Evaluation evaluation, ToDoubleFunction<StepMetrics> value) {
        Optional<StepMetrics> metrics = evaluation.simulation().map(Simulation::metrics);
        return metrics.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(value.applyAsDouble(metrics.get()));
    }

    private static double linkBytes(StepMetrics metrics) {
        return metrics.links().stream().mapToLong(LinkUse::bytesPerStep).reduce(0, Math::addExact);
    }

    /** What a plan that does not compile needs is not known. */
    private static OptionalDouble peak(Evaluation evaluation, int device) {
        return evaluation.simulation().isEmpty()
                        || device >= evaluation.devices().size()
                ? OptionalDouble.empty()
                : OptionalDouble.of(evaluation.devices().get(device).peakBytes());
    }

    /** Which plan to take, in one sentence: what works before what fits, what fits before what is quick. */
    public Sentence verdict(String firstName, String secondName) {
        boolean works = first.simulation().isPresent();
        if (works != second.simulation().isPresent()) {
            return Sentence.of("engine.compare.only_works", works ? firstName : secondName);
        }
        if (!works) {
            return Sentence.of("engine.compare.neither_works");
        }
        boolean fits = first.overCapacity().isEmpty();
        if (fits != second.overCapacity().isEmpty()) {
            return Sentence.of(
                    "engine.compare.only_fits",
                    fits ? firstName : secondName,
                    (fits ? second : first).overCapacity().getFirst().name(),
                    fits ? secondName : firstName);
        }
        ComparedFigure step = figures().getFirst();
        return switch (step.better()) {
            case NEITHER -> Sentence.of("engine.compare.as_quick", step.firstText());
            case FIRST -> quicker(firstName, secondName, step.first(), step.second());
            case SECOND -> quicker(secondName, firstName, step.second(), step.first());
        };
    }

    private static Sentence quicker(String quick, String slow, OptionalDouble less, OptionalDouble more) {
        double saved = 1 - less.orElseThrow() / more.orElseThrow();
        return Sentence.of("engine.compare.quicker", quick, Human.percent(saved), slow);
    }
}
