package dev.partita.ui.training;

import dev.partita.plan.ClusterSpec;
import dev.partita.plan.Edit;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.PlanCheck;
import java.util.Collection;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.concurrent.Task;

/**
 * The way out for a plan on cards that this machine does not have: as many virtual devices as the plan uses. It is
 * offered only once a check found that the plan can be trained on them.
 */
final class VirtualDevices {
    /** What a virtual cluster may have at most. */
    private static final int MOST = 64;

    private final Workspace workspace;
    private final ReadOnlyObjectWrapper<Optional<Edit.ChangeCluster>> offer =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    VirtualDevices(Workspace workspace) {
        this.workspace = workspace;
        Document document = workspace.document();
        document.plan().subscribe(() -> offer.set(Optional.empty()));
        document.report()
                .subscribe(report ->
                        report.flatMap(found -> found.notTrainableBecause()).ifPresent(why -> look()));
    }

    /** The edit to offer. */
    ReadOnlyObjectProperty<Optional<Edit.ChangeCluster>> offer() {
        return offer.getReadOnlyProperty();
    }

    private void look() {
        Project project = workspace.document().project().get();
        Plan plan = workspace.document().plan().get();
        int devices = devicesUsed(plan);
        if (plan.cluster().virtual() || devices < 1 || devices > MOST) {
            return;
        }
        Edit.ChangeCluster edit = new Edit.ChangeCluster(ClusterSpec.of("virtual:" + devices));
        Task<Boolean> task = new Task<>() {
            @Override
            protected Boolean call() {
                Project changed = Edit.apply(project, edit);
                return PlanCheck.of(changed, changed.activePlan(), workspace.runtime())
                        .report()
                        .trainable();
            }
        };
        task.setOnSucceeded(event -> {
            if (task.getValue() && workspace.document().plan().get() == plan) {
                offer.set(Optional.of(edit));
            }
        });
        workspace.tasks().start(task);
    }

    /** One more than the highest number of a device that a layer is placed on. */
    private static int devicesUsed(Plan plan) {
        return plan.placement().devices(plan.graph()).values().stream()
                        .flatMap(Collection::stream)
                        .mapToInt(device -> device)
                        .max()
                        .orElse(-1)
                + 1;
    }
}
