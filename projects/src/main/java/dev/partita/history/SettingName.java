package dev.partita.history;

import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Edit;
import dev.partita.plan.Training;
import dev.partita.quantity.Human;
import dev.partita.text.Sentence;
import java.util.ArrayList;
import java.util.List;

/** What a history calls a change of a set-up: by the one setting that is another now, if it is one. */
final class SettingName {
    private SettingName() {}

    static Sentence of(Edit.ChangeCluster change, Edit.ChangeCluster before) {
        ClusterSpec now = change.cluster();
        ClusterSpec then = before.cluster();
        if (!now.notation().equals(then.notation())) {
            return cluster(change);
        }
        List<Sentence> changes = new ArrayList<>();
        if (!now.memoryBytes().equals(then.memoryBytes())) {
            changes.add(
                    now.memoryBytes().isPresent()
                            ? Sentence.of(
                                    "project.edit.memory",
                                    Human.bytes(now.memoryBytes().getAsLong()))
                            : Sentence.of("project.edit.usual_memory"));
        }
        if (!now.linkBytesPerSecond().equals(then.linkBytesPerSecond())) {
            changes.add(
                    now.linkBytesPerSecond().isPresent()
                            ? Sentence.of(
                                    "project.edit.bandwidth",
                                    Human.bandwidth(now.linkBytesPerSecond().getAsDouble()))
                            : Sentence.of("project.edit.usual_bandwidth"));
        }
        if (!now.linkLatencySeconds().equals(then.linkLatencySeconds())) {
            changes.add(
                    now.linkLatencySeconds().isPresent()
                            ? Sentence.of(
                                    "project.edit.latency",
                                    Human.seconds(now.linkLatencySeconds().getAsDouble()))
                            : Sentence.of("project.edit.usual_latency"));
        }
        return joined(changes, cluster(change));
    }

    static Sentence cluster(Edit.ChangeCluster change) {
        return Sentence.of("project.edit.change_cluster", change.cluster().notation());
    }

    static Sentence of(Edit.ChangeTraining change, Edit.ChangeTraining before) {
        Training now = change.training();
        Training then = before.training();
        List<Sentence> changes = new ArrayList<>();
        if (now.globalBatch() != then.globalBatch()) {
            changes.add(Sentence.of("project.edit.global_batch", change.plan(), now.globalBatch()));
        }
        if (now.microbatch() != then.microbatch()) {
            changes.add(Sentence.of("project.edit.microbatch", change.plan(), now.microbatch()));
        }
        if (now.schedule() != then.schedule()) {
            changes.add(Sentence.of(
                    "project.edit.schedule", change.plan(), now.schedule().key()));
        }
        if (now.learningRate().peak() != then.learningRate().peak()) {
            changes.add(Sentence.of(
                    "project.edit.learning_rate",
                    change.plan(),
                    String.valueOf(now.learningRate().peak())));
        }
        return joined(changes, training(change));
    }

    static Sentence training(Edit.ChangeTraining change) {
        return Sentence.of("project.edit.change_training", change.plan());
    }

    private static Sentence joined(List<Sentence> changes, Sentence otherwise) {
        return switch (changes.size()) {
            case 0 -> otherwise;
            case 1 -> changes.getFirst();
            default -> Sentence.of("project.edit.several", changes.getFirst(), changes.size() - 1);
        };
    }
}
