package dev.partita.cli;

import dev.partita.checks.Evaluation;
import dev.partita.checks.Evaluator;
import dev.partita.cli.terminal.Table;
import dev.partita.i18n.Messages;
import dev.partita.operator.Input;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.profile.Profile;
import dev.partita.profile.Profiles;
import dev.partita.template.Templates;
import dev.partita.workbench.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How long the numbers of a hovered drop take: a block is dragged to and fro over the devices of its neighbours, and
 * each drop is compiled and simulated. Drops that the schedule refuses are answered sooner and do not count.
 *
 * @param drops counted; a sequence as long comes before them, so that the code is compiled as in a running window
 */
record HoverBenchmark(List<Setting> settings, int drops) implements Benchmark {
    private static final long SEED = 1;

    static final HoverBenchmark OF_LARGE_MODELS = new HoverBenchmark(
            List.of(
                    new Setting("gpt3-175b", "a100-80g-sxm:128x8"),
                    new Setting("gpt3-13b", "a100-80g-sxm:1x8"),
                    new Setting("gpt3-6.7b", "a100-80g-sxm:1x4")),
            300);

    record Setting(String template, String cluster) {}

    /**
     * @param firstSeconds the first evaluation; in the first row also the first of this process
     * @param withoutCacheSeconds median of the same drops, each evaluated by itself
     */
    record Row(
            String template,
            String cluster,
            int devices,
            int tasks,
            double firstSeconds,
            double withoutCacheSeconds,
            double medianSeconds,
            double p95Seconds) {}

    record Rows(List<Row> rows) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            Table table = new Table(Stream.of(
                                    "template",
                                    "cluster",
                                    "devices",
                                    "tasks",
                                    "first",
                                    "without_cache",
                                    "median",
                                    "p95")
                            .map(column -> messages.text("bench.hover." + column))
                            .toList())
                    .left(1);
            rows.forEach(row -> table.row(List.of(
                    row.template(),
                    row.cluster(),
                    String.valueOf(row.devices()),
                    String.valueOf(row.tasks()),
                    Figures.milliseconds(row.firstSeconds()),
                    Figures.milliseconds(row.withoutCacheSeconds()),
                    Figures.milliseconds(row.medianSeconds()),
                    Figures.milliseconds(row.p95Seconds()))));
            return table.lines();
        }
    }

    @Override
    public String name() {
        return "hover";
    }

    @Override
    public Report measure() {
        return new Rows(settings.stream().map(this::row).toList());
    }

    private Row row(Setting setting) {
        Project project = NewProject.of(
                name(), Templates.named(setting.template()), ClusterSpec.of(setting.cluster()), Optional.empty());
        Plan plan = project.resolve(project.activePlan());
        Profile profile = Profiles.analytic(plan.cluster().device(0));
        Evaluator evaluator = new Evaluator(profile);
        long begun = System.nanoTime();
        Evaluation first = evaluator.evaluate(plan);
        double firstSeconds = secondsSince(begun);
        List<Plan> hovered = hovered(plan, 2 * drops);
        double[] seconds = times(hovered, evaluator::evaluate);
        double[] alone = times(hovered, each -> new Evaluator(profile).evaluate(each));
        return new Row(
                setting.template(),
                setting.cluster(),
                plan.cluster().deviceCount(),
                first.simulation()
                        .map(simulation ->
                                simulation.timeline().program().tasks().taskCount())
                        .orElse(0),
                firstSeconds,
                quantile(alone, 0.5),
                quantile(seconds, 0.5),
                quantile(seconds, 0.95));
    }

    private interface Evaluating {
        Evaluation of(Plan plan);
    }

    /** Of the second half of the plans those that compile, sorted. */
    private static double[] times(List<Plan> plans, Evaluating evaluating) {
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            long begun = System.nanoTime();
            Evaluation evaluation = evaluating.of(plans.get(i));
            double seconds = secondsSince(begun);
            if (i >= plans.size() / 2 && evaluation.simulation().isPresent()) {
                times.add(seconds);
            }
        }
        return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double secondsSince(long begunNanos) {
        return (System.nanoTime() - begunNanos) / 1e9;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
    }

    /** Scopes of the model dropped on the device of a layer just before or after them. */
    private static List<Plan> hovered(Plan plan, int count) {
        Map<String, List<Integer>> placed = plan.placement().devices(plan.graph());
        List<String> layers = plan.graph().layers().stream()
                .filter(layer -> !(layer.operator() instanceof Input))
                .map(layer -> layer.id())
                .toList();
        Random random = new Random(SEED);
        List<Plan> plans = new ArrayList<>();
        while (plans.size() < count) {
            String id = layers.get(random.nextInt(layers.size()));
            String[] parts = id.split("/");
            String scope = String.join("/", Arrays.asList(parts).subList(0, 1 + random.nextInt(parts.length)));
            List<String> inside = layers.stream()
                    .filter(layer -> layer.equals(scope) || layer.startsWith(scope + "/"))
                    .toList();
            int neighbour =
                    random.nextBoolean() ? layers.indexOf(inside.getFirst()) - 1 : layers.indexOf(inside.getLast()) + 1;
            if (neighbour >= 0 && neighbour < layers.size()) {
                List<Integer> devices = placed.getOrDefault(layers.get(neighbour), List.of());
                plans.add(new Plan(
                        plan.graph(),
                        plan.cluster(),
                        plan.placement().with(new Rule(scope, devices)),
                        plan.training()));
            }
        }
        return plans;
    }
}
