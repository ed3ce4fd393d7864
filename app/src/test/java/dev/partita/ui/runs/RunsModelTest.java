package dev.partita.ui.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.history.Metric;
import dev.partita.history.Run;
import dev.partita.history.RunNote;
import dev.partita.history.RunStart;
import dev.partita.history.RunStatus;
import dev.partita.history.RunStore;
import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.ui.Plans;
import dev.partita.ui.ProjectFixture;
import dev.partita.ui.document.Document;
import dev.partita.workbench.RunDifferences;
import dev.partita.workbench.RunPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsModelTest {
    @TempDir
    Path home;

    private ProjectFixture fixture;
    private Document document;
    private final List<Throwable> failures = new ArrayList<>();

    @BeforeEach
    void openProject() throws Exception {
        fixture = ProjectFixture.small(home.resolve("mini"));
        document = fixture.document();
    }

    @AfterEach
    void closeProject() {
        fixture.close();
    }

    private long keep(long seed) {
        RunStore store = document.folder().runs();
        long run = store.begin(new RunStart(
                document.project().get(),
                "A",
                "graph",
                seed,
                3,
                "here",
                OptionalDouble.of(0.2),
                Map.of("order", "shuffled")));
        store.append(
                run,
                List.of(
                        new Metric(0, RunStore.LOSS, 5),
                        new Metric(1, RunStore.LOSS, 4),
                        new Metric(0, "step_seconds", 0.5),
                        new Metric(1, "step_seconds", 0.25)));
        store.finish(run, RunStatus.FINISHED, Map.of("last_loss", 4.0 - seed));
        return run;
    }

    private RunsModel model() {
        return new RunsModel(
                document,
                Runnable::run,
                Runnable::run,
                failures::add,
                run -> run.status().key());
    }

    @Test
    void the_newest_run_comes_first_and_only_differences_are_shown() {
        keep(0);
        keep(7);
        RunsModel model = model();
        assertThat(model.runs().get()).extracting(Run::id).containsExactly(2L, 1L);
        model.select(model.runs().get());
        RunDifferences found = model.differences();
        assertThat(found.configuration()).extracting(RunDifferences.Line::key).containsExactly("seed");
        assertThat(found.results()).extracting(RunDifferences.Line::key).containsExactly("last_loss");
    }

    @Test
    void losses_are_drawn_over_steps_and_over_time() {
        keep(0);
        RunsModel model = model();
        model.select(model.runs().get());
        LossCurve curve = model.curves().get().getFirst();
        assertThat(curve.bySteps().x(1)).isEqualTo(1);
        assertThat(curve.bySeconds().x(1)).isEqualTo(0.75);
        assertThat(curve.bySeconds().y(1)).isEqualTo(4);
    }

    @Test
    void a_selection_survives_a_run_that_was_added() {
        keep(0);
        RunsModel model = model();
        model.select(model.runs().get());
        keep(1);
        model.reload();
        assertThat(model.selected().get()).extracting(Run::id).containsExactly(1L);
        assertThat(failures).isEmpty();
    }

    @Test
    void the_plan_of_a_run_comes_back_as_one_edit_that_can_be_undone() {
        keep(0);
        Project then = document.project().get();
        document.send(new Edit.Place("A", new Rule("decoder/0", List.of(1))));
        document.send(new Edit.ChangeCluster(dev.partita.plan.ClusterSpec.of("virtual:3")));
        document.send(new Edit.ChangeModel(
                Plans.project("alexnet-fashion", "virtual:2").model()));
        Project edited = document.project().get();
        Run run = document.folder().runs().list().getFirst();
        document.send(RunPlan.reopen(edited, run));
        assertThat(document.plan().get()).isEqualTo(then.resolve("A"));
        document.undo();
        assertThat(document.project().get()).isEqualTo(edited);
    }

    @Test
    void a_plan_that_is_so_already_needs_no_edit() {
        keep(0);
        Run run = document.folder().runs().list().getFirst();
        assertThat(RunPlan.reopen(document.project().get(), run).edits()).isEmpty();
    }

    @Test
    void a_run_is_found_by_its_tags_and_by_what_it_was_told() {
        keep(7);
        keep(71);
        RunsModel model = model();
        model.describe(model.runs().get().getLast(), RunNote.of("a good one", "baseline, wide"));
        assertThat(found(model, "baseline good")).containsExactly(1L);
        assertThat(found(model, "seed=7")).containsExactly(1L);
        assertThat(found(model, "order=shuffled")).containsExactly(2L, 1L);
        assertThat(found(model, "baseline seed=71")).isEmpty();
    }

    private static List<Long> found(RunsModel model, String words) {
        model.filter().set(words);
        return model.shown().get().stream().map(Run::id).toList();
    }

    @Test
    void a_note_stays_with_its_run() {
        keep(0);
        RunsModel model = model();
        model.describe(model.runs().get().getFirst(), RunNote.of("first try", "a b"));
        assertThat(document.folder().runs().get(1).orElseThrow().note()).isEqualTo(RunNote.of("first try", "b a"));
        model.describe(model.runs().get().getFirst(), RunNote.NONE);
        assertThat(document.folder().runs().get(1).orElseThrow().note()).isEqualTo(RunNote.NONE);
    }
}
