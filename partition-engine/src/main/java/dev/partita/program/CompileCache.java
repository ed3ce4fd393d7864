package dev.partita.program;

import dev.partita.deduction.Deduction;
import dev.partita.graph.GraphProblem;
import dev.partita.graph.GraphShapes;
import dev.partita.graph.InvalidGraph;
import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.LayerMatches;
import dev.partita.plan.Plan;
import dev.partita.plan.Precision;
import dev.partita.plan.Rule;
import dev.partita.plan.Training;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What compilations of plans that differ little have in common: which layers each rule names, and each layer as
 * kernels. All of it follows from the model and the sizes of its batches, never from the order of questions, so that a
 * program is the same with a full, an empty or no cache. Bounded; owned by whoever compiles the plans; for one thread.
 */
public final class CompileCache {
    /** A model under so many batch sizes, or so many models: as many as a person goes back and forth between. */
    private static final int MOST_MODELS = 4;

    private static final Deduction.Result NOTHING_DIVIDED = new Deduction.Result(Map.of(), List.of());

    private record Known(
            ModelGraph graph,
            long microbatch,
            int microbatches,
            Precision precision,
            List<String> frozen,
            LoweredModel model) {}

    private record KnownMatches(ModelGraph graph, LayerMatches matches) {}

    /** Layers divided so, and as kernels of their ranks. */
    private record KnownDivision(
            LoweredModel model,
            Map<String, Rule> rules,
            Cluster cluster,
            Training training,
            Deduction.Result result,
            Optional<PlacedModel> placed) {}

    private final Deque<KnownDivision> divisions = new ArrayDeque<>();

    private final Deque<Known> models = new ArrayDeque<>();
    private Optional<KnownMatches> matches = Optional.empty();

    /** The rule that places each placed layer, by layer id. */
    Map<String, Rule> rules(Plan plan) {
        return matches(plan.graph()).rules(plan.placement());
    }

    /** How the layers on several devices are divided. */
    Deduction.Result divided(Plan plan, Map<String, Rule> rules) {
        return division(plan, rules).result();
    }

    /** The plan's layers on their meshes, which {@link #divided} found no problem with. */
    PlacedModel placed(Plan plan, Map<String, Rule> rules) {
        return division(plan, rules).placed().orElseThrow();
    }

    private KnownDivision division(Plan plan, Map<String, Rule> rules) {
        LoweredModel model = model(plan);
        if (rules.values().stream().allMatch(rule -> rule.devices().size() < 2)) {
            PlacedModel whole = new PlacedModel(model, Map.of(), plan.training().microbatches());
            return new KnownDivision(
                    model, rules, plan.cluster(), plan.training(), NOTHING_DIVIDED, Optional.of(whole));
        }
        for (KnownDivision known : divisions) {
            if (known.model() == model
                    && known.training().microbatches() == plan.training().microbatches()
                    && known.cluster().equals(plan.cluster())
                    && known.rules().equals(rules)) {
                return known;
            }
        }
        Deduction.Result result = Deduction.of(
                plan.graph(),
                plan.graph().shapes(plan.training().microbatch()),
                rules,
                plan.cluster(),
                plan.training());
        Optional<PlacedModel> placed = result.problems().isEmpty()
                ? Optional.of(
                        new PlacedModel(model, result.layers(), plan.training().microbatches()))
                : Optional.empty();
        KnownDivision found = new KnownDivision(model, rules, plan.cluster(), plan.training(), result, placed);
        if (divisions.size() == MOST_MODELS) {
            divisions.removeLast();
        }
        divisions.addFirst(found);
        return found;
    }

    private LayerMatches matches(ModelGraph graph) {
        if (matches.isEmpty() || !same(matches.get().graph(), graph)) {
            matches = Optional.of(new KnownMatches(graph, new LayerMatches(graph)));
        }
        return matches.get().matches();
    }

    /** What keeps layers of a plan's model from being computed; nothing to find out where it was lowered before. */
    List<GraphProblem> problems(Plan plan) {
        try {
            model(plan);
            return List.of();
        } catch (InvalidGraph incomplete) {
            List<GraphProblem> problems =
                    GraphShapes.of(plan.graph(), plan.training().microbatch()).problems();
            if (problems.isEmpty()) {
                throw incomplete;
            }
            return problems;
        }
    }

    /** The plan's model as kernels. */
    LoweredModel model(Plan plan) {
        ModelGraph graph = plan.graph();
        Training training = plan.training();
        for (Known known : models) {
            if (known.microbatch() == training.microbatch()
                    && known.microbatches() == training.microbatches()
                    && known.precision() == training.precision()
                    && known.frozen().equals(training.frozen())
                    && same(known.graph(), graph)) {
                return known.model();
            }
        }
        LoweredModel model = new LoweredModel(
                graph,
                training.microbatch(),
                training.microbatches(),
                training.precision(),
                new FrozenLayers(graph, training.frozen()));
        if (models.size() == MOST_MODELS) {
            models.removeLast();
        }
        models.addFirst(new Known(
                graph, training.microbatch(), training.microbatches(), training.precision(), training.frozen(), model));
        return model;
    }

    /** Projects make an equal graph anew each time they are resolved; comparing two takes less than using another. */
    private static boolean same(ModelGraph a, ModelGraph b) {
        return a == b || a.equals(b);
    }
}
