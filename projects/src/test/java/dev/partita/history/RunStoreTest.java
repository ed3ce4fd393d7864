package dev.partita.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.project.ProjectFailure;
import dev.partita.project.SampleEdits;
import dev.partita.project.SampleProjects;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
    @TempDir
    Path folder;

    private ProjectDatabase database;
    private RunStore runs;

    @BeforeEach
    void open() {
        database = ProjectDatabase.open(folder, true).database();
        runs = database.runs();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void run_is_there_from_its_beginning_with_its_prediction() {
        long id = runs.begin(start(SampleProjects.gptMini()));
        Run run = runs.get(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run.predictedStepSeconds()).hasValue(0.25);
        assertThat(run.planJson()).contains("gpt-mini");
        assertThat(run.ended()).isEmpty();
        assertThat(run.configuration())
                .containsEntry("seed", "7")
                .containsEntry("cluster.notation", "virtual:2")
                .containsEntry("plans.A.training.microbatch", "4")
                .containsEntry("option.order", "sequential");
    }

    @Test
    void finished_run_keeps_metrics_timeline_and_results() {
        long id = runs.begin(start(SampleProjects.gptMini()));
        runs.append(id, List.of(new Metric(0, "loss", 5.5), new Metric(0, "tokens_per_second", 3000)));
        runs.append(id, List.of(new Metric(1, "loss", 5.25)));
        TaskInterval send = new TaskInterval("send decoder/1", "gpu:0", "send", 0.5, 0.75, 4096);
        runs.storeTimeline(id, TimelineOrigin.MEASURED, List.of(send));
        runs.finish(id, RunStatus.FINISHED, Map.of("measured_step_seconds", 0.3));

        assertThat(runs.losses(id)).containsExactly(Map.entry(0L, 5.5), Map.entry(1L, 5.25));
        assertThat(runs.timeline(id, TimelineOrigin.MEASURED)).containsExactly(send);
        assertThat(runs.timeline(id, TimelineOrigin.PREDICTED)).isEmpty();
        Run run = runs.get(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
        assertThat(run.ended()).isPresent();
        assertThat(run.results()).containsExactly(Map.entry("measured_step_seconds", 0.3));
    }

    @Test
    void loss_that_is_not_a_number_stays_one() {
        long id = runs.begin(start(SampleProjects.gptMini()));
        runs.append(id, List.of(new Metric(0, "loss", Double.NaN), new Metric(1, "loss", Double.POSITIVE_INFINITY)));
        assertThat(runs.losses(id).values()).containsExactly(Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Test
    void two_runs_differ_in_the_keys_that_were_changed() {
        Project placed = Edit.apply(SampleProjects.gptMini(), SampleEdits.cluster("virtual:3"));
        Run first = runs.get(runs.begin(start(SampleProjects.gptMini()))).orElseThrow();
        Run second = runs.get(runs.begin(start(placed))).orElseThrow();
        assertThat(second.configuration().entrySet())
                .filteredOn(
                        entry -> !entry.getValue().equals(first.configuration().get(entry.getKey())))
                .containsExactly(Map.entry("cluster.notation", "virtual:3"));
        assertThat(second.planHash()).isNotEqualTo(first.planHash());
    }

    @Test
    void run_whose_process_is_gone_is_interrupted() throws Exception {
        long id = runs.begin(start(SampleProjects.gptMini()));
        Process gone = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .start();
        gone.waitFor();
        database.write("the test", connection -> {
            Sql.update(connection, "UPDATE run SET process = ?", gone.pid());
            return true;
        });
        assertThat(runs.list()).extracting(Run::status).containsExactly(RunStatus.INTERRUPTED);
        runs.finish(id, RunStatus.FAILED, Map.of());
        assertThat(runs.list()).extracting(Run::status).containsExactly(RunStatus.FAILED);
    }

    @Test
    void metrics_appended_together_are_stored_together_or_not_at_all() {
        long id = runs.begin(start(SampleProjects.gptMini()));
        assertThatThrownBy(() -> runs.append(id, List.of(new Metric(0, "loss", 5), new Metric(1, null, 5))))
                .isInstanceOf(ProjectFailure.class)
                .hasMessageStartingWith("Partita could not write metrics to");
        assertThat(runs.losses(id)).isEmpty();
    }

    static RunStart start(Project project) {
        return new RunStart(
                project, "A", "graph", 7, 200, "cpu avx512", OptionalDouble.of(0.25), Map.of("order", "sequential"));
    }
}
