package dev.partita.plan;

import dev.partita.graph.GraphEdit;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Paths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A graph edit and what it means for placements: layers that get another path stay on their devices, and frozen. Rules that name
 * the old path are rewritten; layers that fall out of a rule all the same, such as one of a range, get one of their own.
 * Other edits leave rules alone: a layer drawn into a scope is placed as the scope is.
 */
final class Drawing {
    private Drawing() {}

    private static final Rule NOWHERE = new Rule("**", List.of());

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
            Training training = carried(plan.getValue().training(), edit, names, before, after);
            next = next.withPlan(plan.getKey(), new PlanDefinition(placement, training));
        }
        return next;
    }

    private static Placement carried(
            Placement placement, GraphEdit edit, Map<String, String> names, ModelGraph before, ModelGraph after) {
        List<Rule> rules = new ArrayList<>();
        for (Rule rule : placement.rules()) {
            rules.add(rule.withPattern(pattern(rule.pattern(), edit, names)));
        }
        Placement rewritten = new Placement(rules);
        Map<String, Rule> wanted = placement.deciding(before);
        Map<String, Rule> found = rewritten.deciding(after);
        Map<Rule, List<String>> lost = new LinkedHashMap<>();
        for (Layer layer : before.layers()) {
            String now = names.getOrDefault(layer.id(), layer.id());
            Rule rule = wanted.getOrDefault(layer.id(), NOWHERE);
            if (!rule.sameElsewhere(found.getOrDefault(now, NOWHERE))) {
                lost.computeIfAbsent(rule, key -> new ArrayList<>()).add(now);
            }
        }
        for (Map.Entry<Rule, List<String>> entry : lost.entrySet()) {
            for (String pattern : LayerPatterns.of(after, entry.getValue())) {
                rewritten = rewritten.with(entry.getKey().withPattern(pattern));
            }
        }
        return rewritten;
    }

    /** Frozen layers stay so under their new names. */
    private static Training carried(
            Training training, GraphEdit edit, Map<String, String> names, ModelGraph before, ModelGraph after) {
        List<String> patterns = new ArrayList<>();
        training.frozen().forEach(pattern -> patterns.add(pattern(pattern, edit, names)));
        FrozenLayers wanted = new FrozenLayers(before, training.frozen());
        FrozenLayers found = new FrozenLayers(after, patterns);
        Set<String> kept = before.layers().stream()
                .filter(wanted::names)
                .map(layer -> names.getOrDefault(layer.id(), layer.id()))
                .collect(Collectors.toSet());
        List<String> lost = after.layers().stream()
                .filter(layer -> kept.contains(layer.id()) && !found.names(layer))
                .map(Layer::id)
                .toList();
        patterns.addAll(LayerPatterns.of(after, lost));
        return training.withFrozen(patterns);
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
