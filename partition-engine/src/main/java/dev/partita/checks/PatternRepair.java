package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.plan.Schedule;
import dev.partita.plan.StagePattern;
import dev.partita.program.Obstacle;
import dev.partita.program.Stage;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Stages that do not lie as the schedule takes them: cut into its pattern, or run by one that takes them as they are. */
final class PatternRepair {
    /** Stages that are named. */
    private static final int SHOWN = 16;

    private final Subject subject;
    private final Obstacle.WrongPattern wrong;

    PatternRepair(Subject subject, Obstacle.WrongPattern wrong) {
        this.subject = subject;
        this.wrong = wrong;
    }

    Diagnostic diagnostic() {
        Schedule schedule = wrong.schedule();
        StagePattern pattern = schedule.pattern();
        List<Integer> found = wrong.stages().stream().map(Stage::device).toList();
        List<Integer> wanted = pattern.devices(StagePattern.inOrder(found), 2);
        PipelineIdeas pipeline = new PipelineIdeas(subject, wrong.stages());
        List<Idea> ideas = new ArrayList<>();
        pipeline.chunks(schedule).ifPresent(ideas::add);
        ideas.addAll(pipeline.schedules());
        return new Diagnostic(
                Code.STAGE_PATTERN,
                Severity.ERROR,
                new Verbatim(named(found)),
                Sentence.of(
                        pattern == StagePattern.MIRRORED
                                ? "engine.check.wrong_pattern.mirrored"
                                : "engine.check.wrong_pattern.round_robin",
                        schedule.key(),
                        named(wanted),
                        found.size(),
                        named(found)),
                subject.fixes(ideas, 0, subject::fewerErrors));
    }

    /** Devices by number, such as {@code gpu:0 1 1 0}. */
    private static String named(List<Integer> devices) {
        return devices.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(" ", "gpu:", ""))
                + (devices.size() > SHOWN ? " ..." : "");
    }
}
