package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.graph.ModelGraph;
import dev.partita.plan.Edit;
import dev.partita.plan.EvenPlacement;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.StagePattern;
import dev.partita.plan.Training;
import dev.partita.program.Stage;
import dev.partita.sharding.Mesh;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Other schedules for stages that lie on devices as they do, and other ways for them to lie. */
final class PipelineIdeas {
    /** Chunks per device that a round-robin is suggested with. */
    private static final int CHUNKS = 2;

    private final Subject subject;
    private final List<Stage> stages;
    private final Training training;

    PipelineIdeas(Subject subject, List<Stage> stages) {
        this.subject = subject;
        this.stages = stages;
        this.training = subject.plan().training();
    }

    /** Whether a schedule takes the stages where they are; the bottom of a V is one stage until it is taken. */
    boolean takes(Schedule schedule) {
        List<Integer> devices = new ArrayList<>(devices());
        if (schedule.pattern() == StagePattern.MIRRORED && devices.size() % 2 == 1) {
            devices.add(devices.size() / 2, devices.get(devices.size() / 2));
        }
        // A schedule in a V has cut its bottom, which is one stage to any other.
        int half = devices.size() / 2;
        if (schedule.pattern() != StagePattern.MIRRORED && StagePattern.MIRRORED.fits(devices)) {
            devices.remove(half);
        }
        return schedule.pattern().fits(devices);
    }

    /** The other schedules that take the stages where they are. */
    List<Idea> schedules() {
        TrainingIdeas ideas = new TrainingIdeas(subject);
        return Stream.of(Schedule.values())
                .filter(this::takes)
                .flatMap(schedule -> ideas.schedule(schedule).stream())
                .toList();
    }

    /** The model cut evenly into the pattern of a schedule, under it; empty where the pattern is no particular one. */
    Optional<Idea> chunks(Schedule schedule) {
        StagePattern pattern = schedule.pattern();
        if (pattern == StagePattern.ANY || pattern == StagePattern.ONE_EACH) {
            return Optional.empty();
        }
        Map<Integer, Mesh> meshes = new LinkedHashMap<>();
        stages.forEach(stage -> meshes.putIfAbsent(stage.device(), stage.mesh()));
        List<Rule> rules = pattern.devices(List.copyOf(meshes.keySet()), CHUNKS).stream()
                .flatMap(device -> Stream.ofNullable(meshes.get(device)))
                .map(mesh -> new Rule("**", mesh.devices(), mesh.axes(), Map.of()))
                .toList();
        ModelGraph graph = subject.plan().graph();
        Edit place = subject.replace(EvenPlacement.over(graph, rules));
        return Optional.of(new Idea(
                Sentence.of(
                        pattern == StagePattern.MIRRORED
                                ? "engine.fix.chunks.mirrored"
                                : "engine.fix.chunks.round_robin",
                        rules.size(),
                        meshes.size(),
                        schedule.key()),
                schedule == training.schedule()
                        ? place
                        : new Edit.Several(List.of(
                                place,
                                subject.train(
                                        training.with(training.globalBatch(), training.microbatch(), schedule))))));
    }

    private List<Integer> devices() {
        return stages.stream().map(Stage::device).toList();
    }
}
