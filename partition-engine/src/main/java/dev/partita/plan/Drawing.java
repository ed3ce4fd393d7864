package dev.partita.plan;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph edit and what it means for placements: layers that get another path stay on their devices. Rules that name
 * the old path are rewritten; layers that fall out of a rule all the same, such as one of a range, get one of their own.
 * Other edits leave rules alone: a layer drawn into a scope is placed as the scope is.
 */
final class Drawing {
    private Drawing() {}

    static Project apply(Project project, GraphEdit edit) {
        ModelSource source = ModelSource.drawn(project.model(), edit);
        ModelGraph after = source.graph();
        Project next = project.withModel(source);
        ModelGraph before = project.model().graph();
        Map<String, String> names = GraphEdit.names(before, edit);
        if (names.isEmpty()) {
            return next;
        }
        for (Map.Entry<String, PlanDefinition> plan : project.plans().entrySet()) {
            Placement placement = carried(plan.getValue().placement(), edit, names, before, after);
            next = next.withPlan(
                    plan.getKey(), new PlanDefinition(placement, plan.getValue().training()));
        }
        return next;
    }

    private static Placement carried(
            Placement placement, GraphEdit edit, Map<String, String> names, ModelGraph before, ModelGraph after) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : placement.rules()) {
            rules.add(new Rule(pattern(rule.pattern(), edit, names), rule.devices()));
        }
        Placement rewritten = new Placement(rules);
        Map<String, List<Integer>> wanted = placement.devices(before);
        Map<String, List<Integer>> found = rewritten.devices(after);
        Map<List<Integer>, List<String>> lost = new LinkedHashMap<>();
        for (Layer layer : before.layers()) {
            String now = names.getOrDefault(layer.id(), layer.id());
            List<Integer> devices = wanted.getOrDefault(layer.id(), List.of());
            if (!devices.equals(found.getOrDefault(now, List.of()))) {
                lost.computeIfAbsent(devices, key -> new ArrayList<>()).add(now);
            }
        }
        for (Map.Entry<List<Integer>, List<String>> entry : lost.entrySet()) {
            for (String pattern : LayerPatterns.of(after, entry.getValue())) {
                rewritten = rewritten.with(new Rule(pattern, entry.getKey()));
            }
        }
        return rewritten;
    }

    private static String pattern(String pattern, GraphEdit edit, Map<String, String> names) {
        if (names.containsKey(pattern)) {
            return names.getOrDefault(pattern, pattern);
        }
        return edit instanceof GraphEdit.Rename rename && Paths.inside(pattern, rename.from())
                ? rename.to() + pattern.substring(rename.from().length())
                : pattern;
    }
}
