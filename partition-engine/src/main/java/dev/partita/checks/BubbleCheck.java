package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.program.Stage;
import dev.partita.quantity.Human;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A pipeline whose devices wait for one another for a good part of the step, with the schedule that is predicted to
 * shorten it most: of those that take the stages where they are, and of those that want the model cut otherwise.
 */
final class BubbleCheck {
    /** A smaller share of the devices' time is not worth a word. */
    private static final double NOTICEABLE = 0.1;

    private final Subject subject;
    private final double bubble;
    private final List<Stage> stages;

    BubbleCheck(Subject subject) {
        this.subject = subject;
        this.bubble = subject.now().simulation().orElseThrow().metrics().bubbleFraction();
        this.stages = subject.now().program().orElseThrow().stages();
    }

    List<Diagnostic> diagnostics() {
        long meshes = stages.stream().map(Stage::device).distinct().count();
        if (meshes < 2 || bubble < NOTICEABLE) {
            return List.of();
        }
        Training training = subject.plan().training();
        return List.of(new Diagnostic(
                Code.BUBBLE,
                Severity.INFO,
                new Verbatim(training.schedule().key()),
                Sentence.of(
                        "engine.check.bubble",
                        Human.percent(bubble),
                        training.schedule().key(),
                        stages.size(),
                        training.microbatches()),
                subject.fixes(ideas(), subject.now().fullestDevice(), this::helps)));
    }

    private List<Idea> ideas() {
        PipelineIdeas pipeline = new PipelineIdeas(subject, stages);
        List<Idea> cuts = Stream.of(Schedule.values())
                .filter(schedule -> !pipeline.takes(schedule))
                .flatMap(schedule -> pipeline.chunks(schedule).stream())
                .toList();
        List<Idea> ideas = new ArrayList<>();
        best(pipeline.schedules()).ifPresent(ideas::add);
        best(cuts).ifPresent(ideas::add);
        return ideas;
    }

    private Optional<Idea> best(List<Idea> ideas) {
        return ideas.stream()
                .filter(idea -> subject.predict(idea).filter(this::helps).isPresent())
                .min(Comparator.comparingDouble(
                        idea -> subject.predict(idea).map(BubbleCheck::seconds).orElse(Double.POSITIVE_INFINITY)));
    }

    private boolean helps(Prediction after) {
        return seconds(after) < seconds(subject.now()) && subject.errors(after) <= subject.errors(subject.now());
    }

    private static double seconds(Prediction prediction) {
        return prediction.stepSeconds().orElse(Double.POSITIVE_INFINITY);
    }
}
