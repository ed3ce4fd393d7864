package dev.partita.imports;

import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.text.Language;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of a file, to be kept beside the project.
 *
 * @param nodes operations in the file
 * @param folded those that do not depend on the inputs and so are no layers
 * @param operators the file's operators with what each became, and how often
 * @param patterns layers that were recognised in several operations, and how often
 * @param opaque operators that are known by name and shapes alone
 * @param planned kinds of layers that can be planned but not trained yet, and how many layers of each there are
 */
public record ImportReport(
        int nodes,
        int folded,
        int layers,
        long parameters,
        Map<String, Map<String, Integer>> operators,
        Map<String, Integer> patterns,
        List<Opaque> opaque,
        Map<String, Integer> planned,
        List<Sentence> notes) {

    /** An operator that stayed opaque, with some of its layers. */
    public record Opaque(String operator, int count, List<String> examples) {}

    static ImportReport of(OnnxModel model, ModelGraph graph, ReportDraft draft) {
        List<Opaque> opaque = new ArrayList<>();
        draft.opaqueCounts.forEach((operator, count) ->
                opaque.add(new Opaque(operator, count, draft.opaqueLayers.getOrDefault(operator, List.of()))));
        Map<String, Integer> planned = new TreeMap<>();
        for (Layer layer : graph.layers()) {
            if (!layer.operator().trains()) {
                planned.merge(layer.operator().kind(), 1, Integer::sum);
            }
        }
        return new ImportReport(
                model.nodes().size(),
                draft.folded,
                graph.layers().size(),
                graph.parameterCount(),
                draft.became,
                draft.patterns,
                opaque,
                planned,
                List.copyOf(draft.notes));
    }

    /** A model that was made of a template. */
    static ImportReport of(ModelGraph graph, List<Sentence> notes) {
        int layers = graph.layers().size();
        return new ImportReport(
                layers, 0, layers, graph.parameterCount(), Map.of(), Map.of(), List.of(), Map.of(), List.copyOf(notes));
    }

    /** The report with one more note. */
    public ImportReport with(Sentence note) {
        List<Sentence> more = new ArrayList<>(notes);
        more.add(note);
        return new ImportReport(
                nodes, folded, layers, parameters, operators, patterns, opaque, planned, List.copyOf(more));
    }

    /** The report as text. */
    public List<String> lines(Language language) {
        List<String> lines = new ArrayList<>();
        lines.add(Sentence.of("engine.report.sizes", nodes, folded, layers, parameters)
                .in(language));
        notes.forEach(note -> lines.add(note.in(language)));
        section(lines, Sentence.of("engine.report.patterns").in(language), counted(patterns));
        section(
                lines,
                Sentence.of("engine.report.opaque").in(language),
                opaque.stream()
                        .map(entry ->
                                entry.operator() + " x" + entry.count() + ": " + String.join(", ", entry.examples()))
                        .toList());
        section(lines, Sentence.of("engine.report.planned").in(language), counted(planned));
        section(
                lines,
                Sentence.of("engine.report.operators").in(language),
                operators.entrySet().stream()
                        .map(entry -> entry.getKey() + ": "
                                + entry.getValue().entrySet().stream()
                                        .map(kind -> kind.getKey() + " x" + kind.getValue())
                                        .collect(Collectors.joining(", ")))
                        .toList());
        return lines;
    }

    private static List<String> counted(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + " x" + entry.getValue())
                .toList();
    }

    private static void section(List<String> lines, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add("");
            lines.add(title);
            entries.forEach(entry -> lines.add("  " + entry));
        }
    }
}
