package dev.partita.deduction;

import dev.partita.deduction.Deduction.Open;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.Division;
import dev.partita.operator.Operator;
import dev.partita.operator.Ranks;
import dev.partita.plan.Rule;
import dev.partita.sharding.Axis;
import dev.partita.sharding.Distribution;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The divisions each layer may choose from along one mesh axis: what its operator offers, narrowed to what its rule
 * names, and where the rule names nothing by what the axis is called. {@code data} divides samples; {@code tensor} and
 * {@code model} divide layers, and copy none whose weights could be divided, unless others share them; {@code sequence} and {@code context} divide
 * positions; {@code expert} divides experts, and samples elsewhere. Any other name leaves all open.
 */
final class Candidates {
    private record Question(Operator operator, List<TensorSpec> inputs, int ranks, Set<List<Long>> sections) {}

    private final int axis;
    private final Map<Question, List<Division>> offers = new HashMap<>();
    private final Map<String, List<Division>> candidates = new HashMap<>();
    /** Parameters of several layers. */
    private final Set<String> shared = new HashSet<>();

    private final List<DivisionProblem> problems = new ArrayList<>();

    Candidates(ModelGraph graph, List<Open> layers, int axis) {
        this.axis = axis;
        Set<String> seen = new HashSet<>();
        for (Layer layer : graph.layers()) {
            layer.parameters().stream().filter(name -> !seen.add(name)).forEach(shared::add);
        }
        Map<String, Set<List<Long>>> sections = sections(graph, layers);
        addWritten(graph, layers, sections);
        Map<Rule, List<Open>> byRule = new LinkedHashMap<>();
        for (Open layer : layers) {
            byRule.computeIfAbsent(layer.rule, rule -> new ArrayList<>()).add(layer);
            candidates.put(layer.layer.id(), candidates(layer, sections.getOrDefault(layer.layer.id(), Set.of())));
        }
        byRule.forEach(this::check);
    }

    List<Division> of(Open layer) {
        return Objects.requireNonNull(candidates.get(layer.layer.id()));
    }

    List<DivisionProblem> problems() {
        return problems;
    }

    private Axis axis(Open layer) {
        return layer.mesh.axes().get(axis);
    }

    private List<Division> candidates(Open layer, Set<List<Long>> sections) {
        Axis along = axis(layer);
        List<Division> offered = new ArrayList<>(offers(layer, along.size(), sections));
        offered.removeIf(division -> !leavesNamed(layer, division));
        Division copy = Division.copy(layer.local, layer.outputs.size());
        offered.add(copy);
        String named = layer.rule.splits().get(along.name());
        if (named != null) {
            List<Division> wanted = offered.stream()
                    .filter(division -> division.kind().word().equals(named))
                    .toList();
            if (!wanted.isEmpty()) {
                return wanted;
            }
        }
        boolean tied = layer.layer.parameters().stream().anyMatch(shared::contains);
        List<Division> usual = usual(along.name(), offered, tied);
        return usual.isEmpty() ? List.of(copy) : usual;
    }

    /** False if what a division leaves to a rank cannot be divided as the rule says for a later axis, but the whole could. */
    private boolean leavesNamed(Open layer, Division division) {
        for (int later = axis + 1; later < layer.mesh.axes().size(); later++) {
            Axis other = layer.mesh.axes().get(later);
            String named = layer.rule.splits().get(other.name());
            boolean copied = Division.Kind.COPY.word().equals(named); // What is left can always be copied.
            if (named == null || copied || !offered(layer, named, other.size())) {
                continue;
            }
            List<TensorSpec> parts =
                    Open.parts(layer.inputs, division.inputs(), axis(layer).size());
            boolean left = division.local().divisions(parts, new Ranks(other.size(), later)).stream()
                    .anyMatch(inner -> inner.kind().word().equals(named));
            if (!left) {
                return false;
            }
        }
        return true;
    }

    private List<Division> offers(Open layer, int ranks, Set<List<Long>> sections) {
        return offers.computeIfAbsent(
                new Question(layer.local, layer.inputs, ranks, sections),
                question -> layer.local.divisions(layer.inputs, new Ranks(ranks, axis, sections)));
    }

    private static List<Division> usual(String axis, List<Division> offered, boolean tied) {
        return switch (axis) {
            case "data" -> only(offered, Division.Kind.BATCH);
            case "sequence", "context" -> only(offered, Division.Kind.SEQUENCE, Division.Kind.COPY);
            case "expert" -> only(offered, Division.Kind.EXPERTS, Division.Kind.BATCH);
            case "tensor", "model" -> layerDivisions(offered, tied);
            default -> offered;
        };
    }

    private static List<Division> only(List<Division> offered, Division.Kind first, Division.Kind... more) {
        Set<Division.Kind> kinds = new HashSet<>(List.of(more));
        kinds.add(first);
        return offered.stream()
                .filter(division -> kinds.contains(division.kind()))
                .toList();
    }

    private static List<Division> layerDivisions(List<Division> offered, boolean tied) {
        boolean weights = !tied
                && offered.stream()
                        .anyMatch(division -> division.kind() == Division.Kind.HEADS
                                || (division.kind().dividesLayer()
                                        && division.parameters().stream()
                                                .anyMatch(parameter -> parameter instanceof Distribution.Shard)));
        return offered.stream()
                .filter(division -> weights ? division.kind().dividesLayer() : division.kind() != Division.Kind.BATCH)
                .toList();
    }

    // ---- runs of a packed dimension ------------------------------------------------------------------------------

    /** How readers want each layer's last dimension split, handed back through layers that keep its size. */
    private static Map<String, Set<List<Long>>> sections(ModelGraph graph, List<Open> layers) {
        Map<String, Open> byId = new HashMap<>();
        layers.forEach(layer -> byId.put(layer.layer.id(), layer));
        Map<String, Set<List<Long>>> wanted = new HashMap<>();
        for (Layer reader : graph.layers().reversed()) {
            Open open = byId.get(reader.id());
            if (open == null) {
                continue;
            }
            for (int i = 0; i < reader.inputs().size(); i++) {
                Port port = reader.inputs().get(i);
                long size = lastDimension(open.inputs.get(i));
                List<Long> own = open.local.sections(i);
                Set<List<Long>> passed = own.isEmpty() ? passed(wanted.get(reader.id()), size) : Set.of(own);
                if (!passed.isEmpty()) {
                    wanted.computeIfAbsent(port.layer(), key -> new LinkedHashSet<>())
                            .addAll(passed);
                }
            }
        }
        return wanted;
    }

    /** Likewise how layers before it would leave its inputs split, handed on in the same way. */
    private void addWritten(ModelGraph graph, List<Open> layers, Map<String, Set<List<Long>>> sections) {
        Map<String, Open> byId = new HashMap<>();
        layers.forEach(layer -> byId.put(layer.layer.id(), layer));
        Map<String, Set<List<Long>>> written = new HashMap<>();
        for (Layer layer : graph.layers()) {
            Open open = byId.get(layer.id());
            if (open == null || open.outputs.isEmpty()) {
                continue;
            }
            List<Long> own = open.local.runs(open.inputs, axis(open).size());
            Set<List<Long>> leaves = new LinkedHashSet<>();
            for (Port port : layer.inputs()) {
                Set<List<Long>> read = written.get(port.layer());
                if (read != null && port.output() == 0) {
                    sections.computeIfAbsent(layer.id(), key -> new LinkedHashSet<>())
                            .addAll(read);
                    leaves.addAll(passed(read, lastDimension(open.outputs.getFirst())));
                }
            }
            written.put(layer.id(), own.isEmpty() ? leaves : Set.of(own));
        }
    }

    private static long lastDimension(TensorSpec tensor) {
        return tensor.shape().size(tensor.shape().rank() == 4 ? 1 : -1);
    }

    private static Set<List<Long>> passed(@Nullable Set<List<Long>> wanted, long size) {
        Set<List<Long>> passed = new LinkedHashSet<>();
        if (wanted != null) {
            wanted.stream()
                    .filter(sections ->
                            sections.stream().mapToLong(Long::longValue).sum() == size)
                    .forEach(passed::add);
        }
        return passed;
    }

    // ---- what a rule names and nobody offers ---------------------------------------------------------------------

    private void check(Rule rule, List<Open> layers) {
        Axis along = axis(layers.getFirst());
        String named = rule.splits().get(along.name());
        if (named == null || layers.stream().anyMatch(layer -> offered(layer, named, along.size()))) {
            return;
        }
        Set<String> words = new LinkedHashSet<>();
        for (Open layer : layers) {
            offers(layer, along.size(), Set.of())
                    .forEach(division -> words.add(division.kind().word()));
        }
        List<Integer> sizes = new ArrayList<>();
        for (int size = 2; size <= 2 * along.size() && sizes.size() < 8; size++) {
            int ranks = size;
            if (layers.stream().anyMatch(layer -> offered(layer, named, ranks))) {
                sizes.add(size);
            }
        }
        problems.add(new DivisionProblem.NotOffered(rule.pattern(), along, named, List.copyOf(words), sizes));
    }

    private boolean offered(Open layer, String word, int ranks) {
        return word.equals(Division.Kind.COPY.word())
                || offers(layer, ranks, Set.of()).stream()
                        .anyMatch(division -> division.kind().word().equals(word));
    }
}
