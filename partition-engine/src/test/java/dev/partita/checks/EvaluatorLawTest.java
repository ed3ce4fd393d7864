package dev.partita.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.ModelGraph;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.NewProject;
import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.profile.Profile;
import dev.partita.profile.Profiles;
import dev.partita.program.Compilation;
import dev.partita.program.Compiler;
import dev.partita.program.Program;
import dev.partita.program.TaskGraph;
import dev.partita.template.Templates;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered from plan to plan never shows in a number. */
final class EvaluatorLawTest {
    private static final int EDITS = 25;

    private record Case(String template, String cluster, long seed) {}

    private static Stream<Case> cases() {
        return Stream.of(
                        new Case("gpt-mini", "virtual:4", 0),
                        new Case("alexnet", "virtual:3", 0),
                        new Case("alexnet-fashion", "virtual:2", 0),
                        new Case("gpt3-small", "a100-80g-sxm:2x3", 0))
                .flatMap(each -> IntStream.range(0, 4).mapToObj(seed -> new Case(each.template, each.cluster, seed)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void evaluating_edited_plans_one_after_another_gives_what_each_gives_alone(Case given) {
        Random random = new Random(given.seed);
        Plan plan = start(given.template, given.cluster);
        Profile profile = Profiles.analytic(plan.cluster().device(0));
        Evaluator evaluator = new Evaluator(profile);
        int compiled = 0;
        for (int i = 0; i < EDITS; i++) {
            Plan next = edited(plan, random);
            Evaluation cached = evaluator.evaluate(next);
            assertEqual(cached, new Evaluator(profile).evaluate(next), Compiler.compile(next, profile));
            compiled += cached.simulation().isPresent() ? 1 : 0;
            plan = random.nextInt(3) == 0 ? start(given.template, given.cluster) : next;
        }
        assertThat(compiled).as("plans that compile").isPositive();
    }

    @Test
    void a_check_says_the_numbers_of_an_evaluator_that_has_seen_other_plans() {
        Plan plan = start("gpt3-small", "a100-80g-sxm:1x4");
        Profile profile = Profiles.analytic(plan.cluster().device(0));
        Evaluator evaluator = new Evaluator(profile);
        evaluator.evaluate(plan);
        Plan moved = placed(plan, "decoder/2", List.of(1));
        Evaluation evaluation = evaluator.evaluate(moved);
        CheckReport report = Checker.check(moved, profile);
        assertThat(evaluation.devices()).isEqualTo(report.devices());
        assertThat(evaluation.simulation().orElseThrow().metrics())
                .isEqualTo(report.simulation().orElseThrow().metrics());
    }

    @Test
    void a_cancelled_question_has_no_answer_and_spoils_none() {
        Plan plan = start("gpt-mini", "virtual:2");
        Profile profile = Profiles.analytic(plan.cluster().device(0));
        Evaluator evaluator = new Evaluator(profile);
        assertThat(evaluator.evaluate(plan, () -> true)).isEmpty();
        assertEqual(
                evaluator.evaluate(plan, () -> false).orElseThrow(),
                new Evaluator(profile).evaluate(plan),
                Compiler.compile(plan, profile));
    }

    private static Plan start(String template, String cluster) {
        return NewProject.of("law", Templates.named(template), ClusterSpec.of(cluster), Optional.empty())
                .resolve("A");
    }

    private static Plan placed(Plan plan, String pattern, List<Integer> devices) {
        return new Plan(
                plan.graph(), plan.cluster(), plan.placement().with(new Rule(pattern, devices)), plan.training());
    }

    /** Mostly a drop, as a person drags; now and then other batches or another schedule. */
    private static Plan edited(Plan plan, Random random) {
        if (random.nextInt(5) == 0) {
            return new Plan(plan.graph(), plan.cluster(), plan.placement(), training(plan.training(), random));
        }
        List<Integer> devices = random.nextInt(12) == 0
                ? List.of()
                : List.of(random.nextInt(plan.cluster().deviceCount()));
        return placed(plan, pattern(plan.graph(), random), devices);
    }

    private static String pattern(ModelGraph graph, Random random) {
        String id = graph.layers().get(random.nextInt(graph.layers().size())).id();
        String[] parts = id.split("/");
        return switch (random.nextInt(4)) {
            case 0 -> id;
            case 1 -> parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
            case 2 -> parts.length > 1 ? parts[0] + "/{0.." + random.nextInt(6) + "}" : "*";
            default -> parts.length > 2 ? "**/" + parts[parts.length - 1] : id;
        };
    }

    private static Training training(Training old, Random random) {
        long microbatch = 1 << random.nextInt(2);
        Schedule schedule = Schedule.values()[random.nextInt(Schedule.values().length)];
        return new Training(
                microbatch * (1 + random.nextInt(6)),
                microbatch,
                schedule,
                old.optimizer(),
                old.learningRate(),
                random.nextInt(2));
    }

    private static void assertEqual(Evaluation cached, Evaluation alone, Compilation compiled) {
        assertThat(cached.obstacles()).isEqualTo(alone.obstacles());
        assertThat(cached.devices()).isEqualTo(alone.devices());
        assertThat(cached.simulation().map(simulation -> simulation.metrics()))
                .isEqualTo(alone.simulation().map(simulation -> simulation.metrics()));
        switch (compiled) {
            case Compilation.Refused(var obstacles) ->
                assertThat(cached.obstacles()).isEqualTo(obstacles);
            case Compilation.Compiled(Program fresh) ->
                assertEqual(cached.simulation().orElseThrow().timeline().program(), fresh);
        }
    }

    private static void assertEqual(Program cached, Program fresh) {
        assertThat(cached.stages()).isEqualTo(fresh.stages());
        assertThat(cached.devices()).isEqualTo(fresh.devices());
        assertThat(cached.segments()).isEqualTo(fresh.segments());
        assertThat(cached.transfers()).isEqualTo(fresh.transfers());
        TaskGraph tasks = cached.tasks();
        assertThat(tasks.order()).isEqualTo(fresh.tasks().order());
        assertThat(tasks.firstTask()).isEqualTo(fresh.tasks().firstTask());
        assertThat(tasks.successorStart()).isEqualTo(fresh.tasks().successorStart());
        assertThat(tasks.successors()).isEqualTo(fresh.tasks().successors());
    }
}
