package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that a project folder says, as one immutable value. The only way to change it is {@link Edit}.
 *
 * @param data path of the training data as the user gave it; absent uses the template's built-in sample
 * @param rates what runs are billed at
 * @param plans by name, never empty
 * @param activePlan the plan that commands use unless told otherwise
 */
public record Project(
        String name,
        ModelSource model,
        ClusterSpec cluster,
        Optional<String> data,
        BillRates rates,
        Map<String, PlanDefinition> plans,
        String activePlan) {
    public static final String FIRST_PLAN = "A";

    public Project {
        plans = Collections.unmodifiableMap(new TreeMap<>(plans));
        if (!plans.containsKey(activePlan)) {
            throw noPlan(plans, activePlan);
        }
    }

    /** The plan definition with this name. */
    public PlanDefinition plan(String planName) {
        PlanDefinition found = plans.get(planName);
        if (found == null) {
            throw noPlan(plans, planName);
        }
        return found;
    }

    /**
     * The plan with this name, with its graph and cluster: everything a step is derived from.
     *
     * @throws IllegalArgumentException if there is no such plan, template or cluster; the message says what there is
     */
    public Plan resolve(String planName) {
        PlanDefinition definition = plan(planName);
        return new Plan(model.graph(), cluster.toCluster(), definition.placement(), definition.training());
    }

    private static Refusal noPlan(Map<String, PlanDefinition> plans, String name) {
        return new Refusal(Sentence.of("engine.project.no_plan", plans.keySet(), name));
    }

    Project withPlan(String planName, PlanDefinition definition) {
        plan(planName);
        Map<String, PlanDefinition> next = new TreeMap<>(plans);
        next.put(planName, definition);
        return new Project(name, model, cluster, data, rates, next, activePlan);
    }

    Project withPlans(Map<String, PlanDefinition> next, String selected) {
        return new Project(name, model, cluster, data, rates, next, selected);
    }

    Project withModel(ModelSource next) {
        return new Project(name, next, cluster, data, rates, plans, activePlan);
    }

    Project withCluster(ClusterSpec next) {
        return new Project(name, model, next, data, rates, plans, activePlan);
    }

    Project withData(Optional<String> next) {
        return new Project(name, model, cluster, next, rates, plans, activePlan);
    }

    Project withRates(BillRates next) {
        return new Project(name, model, cluster, data, next, plans, activePlan);
    }
}
