package dev.partita.project;

import dev.partita.graph.GraphEdit;
import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Edit;
import dev.partita.plan.LearningRate;
import dev.partita.plan.ModelSource;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.PlanEdit;
import dev.partita.plan.PlanNames;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Edits as users make them. */
public final class SampleEdits {
    private SampleEdits() {}

    public static Edit place(String pattern, Integer... devices) {
        return new Edit.Place("A", new Rule(pattern, List.of(devices)));
    }

    public static Edit cluster(String notation) {
        return new Edit.ChangeCluster(ClusterSpec.of(notation));
    }

    public static Edit learningRate(double peak) {
        return new Edit.ChangeTraining(
                "A",
                new Training(
                        16, 2, Schedule.GPIPE, new Optimizer.Sgd(0.9, 1e-4), new LearningRate(peak, 10, 1000, 0.1), 0));
    }

    public static List<Edit> oneOfEach() {
        return List.of(
                place("decoder/\"zwölf\"/**", 0, 3),
                new Edit.ReplacePlacement("A", new Placement(List.of(new Rule("**", List.of())))),
                learningRate(1.0 / 3),
                cluster("a100-80g-sxm:16x8"),
                new Edit.ChangeCluster(new ClusterSpec(
                        "virtual:2", OptionalLong.of(1L << 33), OptionalDouble.of(1e9), OptionalDouble.of(5e-6))),
                new Edit.ChangeData(Optional.of("data/text.txt")),
                new Edit.ChangeData(Optional.empty()),
                new Edit.Redraw(1, List.of(new GraphEdit.Remove(List.of("head", "loss")))),
                new Edit.ChangeModel(new ModelSource.Imported("a/b.onnx", "00ff", Map.of("sequence", 128L))),
                new Edit.ChangeModel(new ModelSource.Drawn(
                        new ModelSource.Template("blank"), List.of(new GraphEdit.Ungroup("decoder/\"zwölf\"")))),
                new Edit.ChangePlans(
                        new PlanEdit.Add("zweiter", SampleProjects.gptMini().plan("A"))),
                new Edit.ChangePlans(new PlanEdit.Rename("A", "\"neu\"")),
                new Edit.ChangePlans(new PlanEdit.Delete("A", "B")),
                new Edit.ChangePlans(new PlanEdit.Select("A")),
                new Edit.Several(List.of(place("head", 1), learningRate(3e-4))));
    }

    /** Any edit that fits this project. */
    public static Edit random(RandomGenerator random, Project project) {
        return switch (random.nextInt(10)) {
            case 0 -> learningRate(random.nextDouble(1e-5, 1));
            case 1 -> cluster("virtual:" + random.nextInt(1, 5));
            case 2 -> new Edit.ChangeData(Optional.of("data/" + random.nextInt(9) + ".txt"));
            case 3 -> new Edit.Several(List.of(randomPlace(random), randomPlace(random)));
            case 4, 5, 6 -> SampleGraphEdits.fitting(random, project);
            case 7 -> PlanNames.copy(project, "A", PlanNames.free(project));
            default -> randomPlace(random);
        };
    }

    private static Edit randomPlace(RandomGenerator random) {
        return place("decoder/" + random.nextInt(96), random.nextInt(8));
    }
}
