package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.deduction.DivisionProblem;
import dev.partita.graph.GraphProblem;
import dev.partita.graph.GraphShapes;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Repairs;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.DeviceModel;
import dev.partita.operator.Input;
import dev.partita.plan.Edit;
import dev.partita.plan.EvenPlacement;
import dev.partita.plan.FrozenLayers;
import dev.partita.plan.LayerPatterns;
import dev.partita.plan.Precision;
import dev.partita.plan.Rule;
import dev.partita.program.Obstacle;
import dev.partita.text.Listing;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Why a plan does not compile. Layers with the same problem are one diagnostic. */
final class ObstacleCheck {
    private final Subject subject;
    private final ModelGraph graph;
    private final Cluster cluster;
    private final GraphShapes shapes;

    ObstacleCheck(Subject subject) {
        this.subject = subject;
        this.graph = subject.plan().graph();
        this.cluster = subject.plan().cluster();
        this.shapes = GraphShapes.of(graph, subject.plan().training().microbatch());
    }

    List<Diagnostic> diagnostics() {
        List<Diagnostic> found = new ArrayList<>();
        Map<Integer, List<String>> misplaced = new LinkedHashMap<>();
        for (Obstacle obstacle : subject.now().obstacles()) {
            switch (obstacle) {
                case Obstacle.Unplaced(List<String> layers) -> found.add(unplaced(layers));
                case Obstacle.Undividable(DivisionProblem problem) -> found.add(undividable(problem));
                case Obstacle.SharedUnlike(String parameter, String layer) ->
                    found.add(error(
                            Code.ILLEGAL_SPLIT,
                            new Verbatim(layer),
                            Sentence.of("engine.check.shared_unlike", parameter, layer),
                            List.of()));
                case Obstacle.NoSuchDevice(String layer, int device, int count) ->
                    misplaced.computeIfAbsent(device, key -> new ArrayList<>()).add(layer);
                case Obstacle.SeveralStages several -> found.add(new StageRepair(subject, several).diagnostic());
                case Obstacle.NoSuchType wrong -> found.add(noSuchType(wrong));
                case Obstacle.WrongPattern wrong -> found.add(new PatternRepair(subject, wrong).diagnostic());
                case Obstacle.AllFrozen ignored -> found.add(allFrozen());
                case Obstacle.SharedFrozen(FrozenLayers.Torn torn) -> found.add(sharedFrozen(torn));
                case Obstacle.NoLoss ignored -> found.add(noLoss());
                case Obstacle.InvalidModel(Sentence message) ->
                    found.add(error(Code.INVALID_MODEL, new Verbatim(graph.name()), message, List.of()));
                case Obstacle.Incomplete(GraphProblem problem) -> found.add(incomplete(problem));
            }
        }
        misplaced.forEach((device, layers) -> found.add(noSuchDevice(device, layers)));
        return found;
    }

    private static Diagnostic error(Code code, Wording where, Sentence message, List<Fix> fixes) {
        return new Diagnostic(code, Severity.ERROR, where, message, fixes);
    }

    private List<Fix> fixes(List<Idea> ideas) {
        return subject.fixes(ideas, 0, subject::fewerErrors);
    }

    // ---- unplaced ------------------------------------------------------------------------------------------------

    private Diagnostic unplaced(List<String> layers) {
        Listing names = Phrase.layers(graph, layers);
        List<Idea> ideas = new ArrayList<>();
        Map<Integer, List<String>> beside = besideNeighbours(layers);
        if (!beside.isEmpty()) {
            List<Edit> edits = new ArrayList<>();
            beside.forEach((device, joining) -> edits.add(subject.place(LayerPatterns.of(graph, joining), device)));
            ideas.add(new Idea(
                    Sentence.of(
                            "engine.fix.place_beside",
                            names,
                            layers.size(),
                            Phrase.devices(new ArrayList<>(new TreeSet<>(beside.keySet())))),
                    edits.size() == 1 ? edits.getFirst() : new Edit.Several(edits)));
        }
        ideas.add(evenly());
        return error(
                Code.UNPLACED_LAYER,
                names,
                Sentence.of("engine.check.unplaced", layers.size(), computingLayers(), names),
                fixes(ideas));
    }

    private Idea evenly() {
        int devices = cluster.deviceCount();
        return new Idea(Phrase.splitEvenly(devices), subject.replace(EvenPlacement.of(graph, devices)));
    }

    private int computingLayers() {
        return (int) graph.layers().stream()
                .filter(layer -> !(layer.operator() instanceof Input))
                .count();
    }

    /** Unplaced layers by the device of the nearest layer before them in the graph's flow, else after them. */
    private Map<Integer, List<String>> besideNeighbours(List<String> unplaced) {
        Map<String, Integer> deviceOf = new LinkedHashMap<>();
        subject.plan().placement().devices(graph).forEach((layer, devices) -> deviceOf.put(layer, devices.getFirst()));
        spread(graph.layers(), deviceOf, new HashSet<>(unplaced), true);
        spread(graph.layers().reversed(), deviceOf, new HashSet<>(unplaced), false);
        Map<Integer, List<String>> joining = new LinkedHashMap<>();
        for (String layer : unplaced) {
            Integer device = deviceOf.get(layer);
            if (device != null) {
                joining.computeIfAbsent(device, key -> new ArrayList<>()).add(layer);
            }
        }
        return joining;
    }

    /** Hands devices on along the edges, from producers to consumers or back. */
    private static void spread(
            List<Layer> order, Map<String, Integer> deviceOf, Set<String> unplaced, boolean forwards) {
        for (Layer layer : order) {
            for (var port : layer.inputs()) {
                String from = forwards ? port.layer() : layer.id();
                String to = forwards ? layer.id() : port.layer();
                Integer device = deviceOf.get(from);
                if (device != null && unplaced.contains(to)) {
                    deviceOf.putIfAbsent(to, device);
                }
            }
        }
    }

    // ---- others --------------------------------------------------------------------------------------------------

    private Diagnostic undividable(DivisionProblem problem) {
        Sentence message = switch (problem) {
            case DivisionProblem.NotOffered none -> notOffered(none);
            case DivisionProblem.TwoMeshes(String pattern, List<Integer> devices, String mesh, String other) ->
                Sentence.of("engine.check.two_meshes", pattern, mesh, Phrase.devices(devices), other);
            case DivisionProblem.Overlap(String pattern, List<Integer> devices, List<Integer> other) ->
                Sentence.of("engine.check.overlap", pattern, Phrase.devices(devices), Phrase.devices(other));
        };
        return error(
                Code.ILLEGAL_SPLIT, new Verbatim(problem.pattern()), message, fixes(deducedOrAlone(problem.pattern())));
    }

    private static Sentence notOffered(DivisionProblem.NotOffered none) {
        String offered = none.offered().isEmpty() ? "-" : String.join(", ", none.offered());
        return none.sizes().isEmpty()
                ? Sentence.of("engine.check.split_not_offered", none.pattern(), none.split(), none.axis(), offered)
                : Sentence.of(
                        "engine.check.split_uneven",
                        none.pattern(),
                        none.split(),
                        none.axis(),
                        none.sizes().toString(),
                        offered);
    }

    /** The rule without its splits, or on its first device alone. */
    private List<Idea> deducedOrAlone(String pattern) {
        List<Idea> ideas = new ArrayList<>();
        for (Rule rule : subject.plan().placement().rules()) {
            if (rule.pattern().equals(pattern)) {
                if (!rule.splits().isEmpty()) {
                    ideas.add(new Idea(
                            Sentence.of("engine.fix.deduce_split", pattern),
                            subject.place(new Rule(pattern, rule.devices(), rule.mesh(), Map.of()))));
                }
                int first = rule.devices().getFirst();
                ideas.add(new Idea(
                        Sentence.of("engine.fix.place_alone", new Verbatim(pattern), Cluster.deviceName(first)),
                        subject.place(new Rule(pattern, List.of(first)))));
            }
        }
        return ideas;
    }

    private Diagnostic noSuchDevice(int device, List<String> layers) {
        Listing names = Phrase.layers(graph, layers);
        int last = cluster.deviceCount() - 1;
        int target = idleDevice();
        Idea idea = new Idea(
                Sentence.of("engine.fix.place", names, Cluster.deviceName(target)),
                subject.place(LayerPatterns.of(graph, layers), target));
        return error(
                Code.NO_SUCH_DEVICE,
                names,
                Sentence.of(
                        "engine.check.no_such_device",
                        layers.size(),
                        names,
                        Cluster.deviceName(device),
                        cluster.name(),
                        Cluster.deviceName(last)),
                fixes(List.of(idea, evenly())));
    }

    /** The first device that no rule uses; the last one if all are in use. */
    private int idleDevice() {
        Set<Integer> used = new HashSet<>();
        subject.plan().placement().devices(graph).values().forEach(used::addAll);
        int device = 0;
        while (device < cluster.deviceCount() - 1 && used.contains(device)) {
            device++;
        }
        return device;
    }

    private Diagnostic incomplete(GraphProblem problem) {
        Code code = Code.of(problem);
        List<Idea> ideas = Repairs.of(graph, shapes, problem).stream()
                .map(repair -> new Idea(repair.action(), subject.draw(repair.edits())))
                .toList();
        // A repair may bring to light what lies behind it, so it need not leave fewer errors to be worth offering.
        List<Fix> fixes = subject.fixes(
                ideas,
                subject.now().fullestDevice(),
                after -> !after.obstacles().contains(new Obstacle.Incomplete(problem)));
        return error(code, new Verbatim(problem.layer()), problem.message(), fixes);
    }

    private Diagnostic noSuchType(Obstacle.NoSuchType wrong) {
        DeviceModel model = cluster.device(wrong.device());
        List<Idea> ideas = Stream.of(Precision.values())
                .filter(other -> model.peak().containsKey(other.type()))
                .sorted(Comparator.reverseOrder())
                .map(other -> new Idea(
                        Sentence.of(
                                "engine.fix.data_type",
                                other.key(),
                                wrong.precision().key()),
                        subject.train(subject.plan().training().with(other))))
                .toList();
        return error(
                Code.DATA_TYPE,
                new Verbatim(Cluster.deviceName(wrong.device())),
                Sentence.of(
                        "engine.check.data_type",
                        wrong.precision().key(),
                        Cluster.deviceName(wrong.device()),
                        wrong.model()),
                fixes(ideas));
    }

    private Diagnostic allFrozen() {
        return error(
                Code.ALL_FROZEN,
                new Verbatim(graph.name()),
                Sentence.of("engine.check.all_frozen", graph.parameters().size()),
                fixes(List.of(new Idea(
                        Sentence.of("engine.fix.frozen_none"),
                        subject.train(subject.plan().training().withFrozen(List.of()))))));
    }

    private Diagnostic sharedFrozen(FrozenLayers.Torn torn) {
        List<String> more = new ArrayList<>(subject.plan().training().frozen());
        more.add(torn.trained());
        return error(
                Code.SHARED_FROZEN,
                new Verbatim(torn.frozen()),
                Sentence.of("engine.check.shared_frozen", torn.parameter(), torn.frozen(), torn.trained()),
                fixes(List.of(new Idea(
                        Sentence.of("engine.fix.freeze", torn.trained()),
                        subject.train(subject.plan().training().withFrozen(more))))));
    }

    private Diagnostic noLoss() {
        return error(
                Code.NO_LOSS,
                new Verbatim(graph.name()),
                Sentence.of("engine.check.no_loss", graph.layers().size()),
                List.of());
    }
}
