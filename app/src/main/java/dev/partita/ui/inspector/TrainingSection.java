package dev.partita.ui.inspector;

import dev.partita.plan.ModelSource;
import dev.partita.plan.NewProject;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Precision;
import dev.partita.plan.Project;
import dev.partita.plan.Recompute;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.plan.Zero;
import dev.partita.template.Templates;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.ui.inspector.Line.Figure;
import dev.partita.ui.inspector.Line.Setting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The training set-up by the keys of {@code partita set}. */
final class TrainingSection {
    private static final Map<String, List<String>> CHOICES = Map.of(
            "training.schedule", Stream.of(Schedule.values()).map(Schedule::key).toList(),
            "training.recompute",
                    Stream.of(Recompute.values()).map(Recompute::key).toList(),
            "training.zero",
                    Stream.of(Zero.values())
                            .map(zero -> String.valueOf(zero.stage()))
                            .toList(),
            "training.data_type",
                    Stream.of(Precision.values()).map(Precision::key).toList(),
            "training.optimizer", List.of("adamw", "sgd"));

    private TrainingSection() {}

    static Section of(Project project) {
        Training training = project.plan(project.activePlan()).training();
        Map<String, String> usual = usual(project);
        List<Line> lines = new ArrayList<>();
        values(training)
                .forEach((key, value) -> lines.add(new Setting(
                        "inspector." + key,
                        key,
                        value,
                        Optional.ofNullable(usual.get(key)),
                        CHOICES.getOrDefault(key, List.of()))));
        lines.add(
                2,
                new Figure(
                        "inspector.microbatches",
                        Optional.of(new Verbatim(String.valueOf(training.microbatches()))),
                        Why.of(training.globalBatch() + " / " + training.microbatch() + " = "
                                + training.microbatches())));
        return new Section("inspector.training", Sentence.of("app.inspector.plan", project.activePlan()), lines);
    }

    /** What the template's recipe says; nothing for a model that is from elsewhere. */
    private static Map<String, String> usual(Project project) {
        return project.model() instanceof ModelSource.Template template
                ? values(NewProject.training(Templates.named(template.name()).recipe())
                        .with(NewProject.usual(project.cluster().toCluster())))
                : Map.of();
    }

    static Map<String, String> values(Training training) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("training.global_batch", String.valueOf(training.globalBatch()));
        values.put("training.microbatch", String.valueOf(training.microbatch()));
        values.put("training.schedule", training.schedule().key());
        values.put("training.recompute", training.recompute().key());
        values.put("training.zero", String.valueOf(training.zero().stage()));
        values.put("training.data_type", training.precision().key());
        values.put("training.frozen", training.frozen().isEmpty() ? "none" : String.join(", ", training.frozen()));
        switch (training.optimizer()) {
            case Optimizer.AdamW adam -> {
                values.put("training.optimizer", "adamw");
                values.put("training.weight_decay", number(adam.weightDecay()));
            }
            case Optimizer.Sgd sgd -> {
                values.put("training.optimizer", "sgd");
                values.put("training.weight_decay", number(sgd.weightDecay()));
                values.put("training.momentum", number(sgd.momentum()));
            }
        }
        values.put("training.learning_rate", number(training.learningRate().peak()));
        values.put(
                "training.warmup_steps", String.valueOf(training.learningRate().warmupSteps()));
        values.put(
                "training.total_steps", String.valueOf(training.learningRate().totalSteps()));
        values.put("training.final_fraction", number(training.learningRate().finalFraction()));
        values.put("training.clip_norm", number(training.clipNorm()));
        return values;
    }

    private static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        return Math.abs(value) > 0 && Math.abs(value) < 1e-4
                ? exact.toString().replace("E", "e")
                : exact.toPlainString();
    }
}
