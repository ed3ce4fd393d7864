package dev.partita.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.executor.StepRecord;
import dev.partita.loop.RunControls;
import dev.partita.loop.StepReport;
import dev.partita.plan.Edit;
import dev.partita.plan.Rule;
import dev.partita.text.Sentence;
import dev.partita.ui.ProjectFixture;
import dev.partita.ui.document.Document;
import dev.partita.workbench.PlanCheck;
import dev.partita.workbench.TrainSettings;
import dev.partita.workbench.TrainingResult;
import dev.partita.workbench.WorkFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The session with a run that the test plays; everything on one thread, so that nothing depends on time. */
class TrainingSessionTest {
    private static final Executor AT_ONCE = Runnable::run;

    @TempDir
    Path home;

    private ProjectFixture project;
    private Document document;
    private TrainingWork.Follower follower;
    private final List<String> asked = new ArrayList<>();
    private final RunControls controls = new RunControls() {
        @Override
        public void pause() {
            asked.add("pause");
        }

        @Override
        public void resume() {
            asked.add("resume");
        }

        @Override
        public void stop() {
            asked.add("stop");
        }
    };

    @BeforeEach
    void openProject() throws Exception {
        project = ProjectFixture.small(home.resolve("mini"));
        document = project.document();
    }

    @AfterEach
    void closeProject() {
        project.close();
    }

    /** Plays a run and then fails it, which ends it. */
    private TrainingSession played(Runnable run) {
        var session = new TrainingSession(
                document,
                (job, watcher) -> {
                    follower = watcher;
                    run.run();
                    throw new WorkFailure(WorkFailure.Kind.RUN, Sentence.of("app.train.no_checkpoint", "mini"));
                },
                AT_ONCE,
                AT_ONCE,
                notice -> {});
        return session;
    }

    private void step(long step, double seconds) {
        long[] none = {};
        follower.stepDone(new StepReport(step, 5 - step, 1e-3, new StepRecord(5 - step, seconds, none, none, none)));
    }

    private void deliver() {
        follower.live(new dev.partita.loop.LiveReading(0.1, List.of()));
        follower.live(new dev.partita.loop.LiveReading(0.1, List.of()));
    }

    private void begin() {
        follower.begun(controls, 10);
        follower.numbered(OptionalLong.of(3));
        follower.ready(0);
    }

    @Test
    void a_run_is_prepared_then_runs_and_can_be_held() {
        List<TrainingState> states = new ArrayList<>();
        TrainingSession[] session = new TrainingSession[1];
        session[0] = played(() -> {
            begin();
            session[0].pause();
            session[0].resume();
            session[0].stop();
        });
        session[0].state().subscribe(state -> {
            states.add(state);
        });
        session[0].start(TrainSettings.ofSteps(10));
        assertThat(states)
                .containsExactly(
                        TrainingState.IDLE,
                        TrainingState.PREPARING,
                        TrainingState.RUNNING,
                        TrainingState.PAUSED,
                        TrainingState.RUNNING,
                        TrainingState.STOPPING,
                        TrainingState.FAILED);
        assertThat(asked).containsExactly("pause", "resume", "stop");
    }

    @Test
    void a_stop_that_is_asked_for_before_devices_are_open_takes_hold_when_they_are() {
        TrainingSession[] session = new TrainingSession[1];
        session[0] = played(() -> {
            session[0].stop();
            assertThat(asked).isEmpty();
            begin();
            assertThat(asked).containsExactly("stop");
            assertThat(session[0].state().get()).isEqualTo(TrainingState.STOPPING);
        });
        session[0].start(TrainSettings.ofSteps(10));
        assertThat(asked).containsExactly("stop");
    }

    @Test
    void steps_reach_curves_and_pace_with_the_next_reading_and_paused_ones_leave_a_gap() {
        TrainingSession[] session = new TrainingSession[1];
        session[0] = played(() -> {
            begin();
            step(0, 0.5);
            session[0].pause();
            session[0].resume();
            step(1, 60);
            step(2, 0.25);
            assertThat(session[0].run().curves().loss.size()).isZero();
            deliver();
            assertThat(document.runProgress().get().orElseThrow().done()).isEqualTo(3);
            assertThat(document.runProgress().get().orElseThrow().run()).hasValue(3);
        });
        session[0].start(TrainSettings.ofSteps(10));
        RunCurves curves = session[0].run().curves();
        assertThat(curves.stepSeconds.y(1)).isNaN();
        assertThat(curves.smoothedLoss.y(0)).isEqualTo(5);
        assertThat(session[0].run().pace().get().stepSeconds()).hasValue(0.375);
        assertThat(document.runProgress().get()).isEmpty();
    }

    @Test
    void a_failure_is_one_sentence_with_details_to_copy() {
        TrainingSession session = played(this::begin);
        session.start(TrainSettings.ofSteps(10));
        TrainingFailure failure = session.run().failure().get().orElseThrow();
        assertThat(failure.sentence().toString()).startsWith("mini holds no checkpoint to go on from");
        assertThat(failure.details()).contains("WorkFailure");
    }

    @Test
    void a_run_keeps_its_plan_while_the_project_is_edited() {
        TrainingSession[] session = new TrainingSession[1];
        session[0] = played(() -> {
            begin();
            assertThat(session[0].planChanged().get()).isFalse();
            document.send(new Edit.Place("A", new Rule("decoder/0", List.of(1))));
            assertThat(session[0].planChanged().get()).isTrue();
        });
        session[0].start(TrainSettings.ofSteps(10));
        assertThat(session[0].run().plan().get())
                .isPresent()
                .isNotEqualTo(document.plan().get());
    }

    @Test
    void a_finished_run_leaves_its_result_and_what_waited_for_the_end_goes_on() {
        PlanCheck check = PlanCheck.of(document.project().get(), "A", project.runtime());
        var result = new TrainingResult.Weights(check, check.trainable(), home.resolve("initial.safetensors"));
        List<String> done = new ArrayList<>();
        TrainingSession[] session = new TrainingSession[1];
        session[0] = new TrainingSession(
                document,
                (job, watcher) -> {
                    watcher.predicted(check, check.trainable());
                    session[0].whenDone(() -> done.add("closed"));
                    assertThat(done).isEmpty();
                    return result;
                },
                AT_ONCE,
                AT_ONCE,
                notice -> {});
        session[0].start(TrainSettings.ofSteps(0));
        assertThat(session[0].run().result().get()).contains(result);
        assertThat(session[0].state().get()).isEqualTo(TrainingState.FINISHED);
        assertThat(done).containsExactly("closed");
    }
}
