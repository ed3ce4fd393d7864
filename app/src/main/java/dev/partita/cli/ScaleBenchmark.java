package dev.partita.cli;

import dev.partita.checks.Checker;
import dev.partita.checks.Evaluation;
import dev.partita.checks.Evaluator;
import dev.partita.cli.terminal.Table;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.i18n.Messages;
import dev.partita.plan.EvenPlacement;
import dev.partita.plan.LearningRate;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.Plan;
import dev.partita.plan.Recompute;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.profile.Profile;
import dev.partita.profile.Profiles;
import dev.partita.quantity.Human;
import dev.partita.sharding.Axis;
import dev.partita.template.Gpt;
import dev.partita.workbench.Figures;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the time of a check grows with devices, layers and microbatches: plans of large decoders with tensor, pipeline and
 * data parallelism, each compiled, checked for memory and simulated from nothing.
 *
 * @param repetitions measured; as many come before them
 */
record ScaleBenchmark(List<Setting> settings, int repetitions) implements Benchmark {
    private static final long SEQUENCE = 2048;
    private static final long VOCABULARY = 51_200;
    private static final int GPUS_PER_MACHINE = 8;

    /**
     * @param microbatches each of one sample per data-parallel rank
     */
    record Setting(
            String name, int layers, long width, long heads, int tensor, int pipeline, int data, int microbatches) {
        int devices() {
            return tensor * pipeline * data;
        }

        Plan plan() {
            var graph = new Gpt(layers, width, heads, SEQUENCE, VOCABULARY, 0, false).graph(name);
            int machines = (devices() + GPUS_PER_MACHINE - 1) / GPUS_PER_MACHINE;
            Cluster cluster = Clusters.parse("a100-80g-sxm:" + machines + "x" + GPUS_PER_MACHINE);
            Training training = new Training(
                    (long) microbatches * data,
                    data,
                    Schedule.ONE_FORWARD_ONE_BACKWARD,
                    Optimizer.AdamW.DEFAULT,
                    LearningRate.constant(1e-4),
                    1,
                    Recompute.FULL);
            List<Rule> stages = EvenPlacement.of(graph, pipeline).rules().stream()
                    .map(rule -> onMesh(rule.pattern(), rule.devices().getFirst()))
                    .toList();
            return new Plan(graph, cluster, new Placement(stages), training);
        }

        private Rule onMesh(String pattern, int stage) {
            int ranks = tensor * data;
            List<Integer> devices =
                    IntStream.range(stage * ranks, (stage + 1) * ranks).boxed().toList();
            List<Axis> axes = Stream.of(new Axis("data", data), new Axis("tensor", tensor))
                    .filter(axis -> axis.size() > 1)
                    .toList();
            return new Rule(pattern, devices, axes, Map.of());
        }
    }

    /** The two plans that papers ran, a cluster of 100,000, a model of 100 trillion, and one dimension at a time. */
    static final ScaleBenchmark OF_CLUSTERS = new ScaleBenchmark(
            List.of(
                    new Setting("gpt3-175b", 96, 12_288, 96, 8, 8, 24, 64),
                    new Setting("1t", 128, 25_600, 160, 8, 64, 6, 512),
                    new Setting("100t", 480, 131_072, 1_024, 64, 240, 7, 960),
                    new Setting("gpt3-175b, data x8", 96, 12_288, 96, 8, 8, 192, 64),
                    new Setting("gpt3-175b, data x64", 96, 12_288, 96, 8, 8, 1_568, 64),
                    new Setting("gpt3-175b, layers x2", 192, 12_288, 96, 8, 8, 24, 64),
                    new Setting("gpt3-175b, layers x4", 384, 12_288, 96, 8, 8, 24, 64),
                    new Setting("gpt3-175b, stages x6", 96, 12_288, 96, 8, 48, 24, 64),
                    new Setting("gpt3-175b, microbatches x4", 96, 12_288, 96, 8, 8, 24, 256),
                    new Setting("gpt3-175b, microbatches x16", 96, 12_288, 96, 8, 8, 24, 1_024)),
            3);

    /**
     * @param predictSeconds median of compiling, checking memory and simulating
     * @param checkSeconds median of the same with all diagnostics and the effects of their fixes
     * @param heapBytes the most that one prediction ever had in use, with what was there before
     */
    record Row(
            String name,
            double parameters,
            int devices,
            int layers,
            int microbatches,
            int tasks,
            double predictSeconds,
            double checkSeconds,
            long heapBytes) {}

    record Rows(List<Row> rows) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            Table table = new Table(Stream.of(
                            "name",
                            "parameters",
                            "devices",
                            "layers",
                            "microbatches",
                            "tasks",
                            "predict",
                            "check",
                            "heap")
                    .map(column -> messages.text("bench.scale." + column))
                    .toList());
            rows.forEach(row -> table.row(List.of(
                    row.name(),
                    Human.count(row.parameters()),
                    String.valueOf(row.devices()),
                    String.valueOf(row.layers()),
                    String.valueOf(row.microbatches()),
                    String.valueOf(row.tasks()),
                    Figures.milliseconds(row.predictSeconds()),
                    Figures.milliseconds(row.checkSeconds()),
                    Human.bytes(row.heapBytes()))));
            return table.lines();
        }
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public Report measure() {
        return new Rows(settings.stream().map(this::row).toList());
    }

    private Row row(Setting setting) {
        Plan plan = setting.plan();
        Profile profile = Profiles.analytic(plan.cluster().device(0));
        Evaluation evaluation = new Evaluator(profile).evaluate(plan);
        int tasks = evaluation
                .simulation()
                .map(simulation -> simulation.timeline().program().tasks().taskCount())
                .orElseThrow(() -> new IllegalStateException(
                        "A benchmark's plan compiles, found " + evaluation.obstacles() + "."));
        double predict = median(() -> new Evaluator(profile).evaluate(plan));
        long heap = heapOf(() -> new Evaluator(profile).evaluate(plan));
        double check = median(() -> Checker.check(plan, profile));
        return new Row(
                setting.name(),
                plan.graph().parameterCount(),
                setting.devices(),
                setting.layers(),
                setting.microbatches(),
                tasks,
                predict,
                check,
                heap);
    }

    private double median(Supplier<Object> work) {
        double[] seconds = new double[2 * repetitions];
        for (int i = 0; i < seconds.length; i++) {
            long begun = System.nanoTime();
            if (work.get() == null) {
                throw new IllegalStateException("A prediction says something.");
            }
            seconds[i] = (System.nanoTime() - begun) / 1e9;
        }
        double[] counted = Arrays.copyOfRange(seconds, repetitions, seconds.length);
        Arrays.sort(counted);
        return counted[repetitions / 2];
    }

    /** What lives at the end of the collections during one call is less; this is what the heap must hold. */
    private static long heapOf(Supplier<Object> work) {
        System.gc();
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        if (work.get() == null) {
            throw new IllegalStateException("A prediction says something.");
        }
        return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    }
}
