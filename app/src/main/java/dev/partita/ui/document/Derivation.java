package dev.partita.ui.document;

import dev.partita.checks.CheckOptions;
import dev.partita.checks.CheckReport;
import dev.partita.checks.Checker;
import dev.partita.checks.Evaluation;
import dev.partita.checks.Evaluator;
import dev.partita.hardware.Cluster;
import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.workbench.HostMemory;
import dev.partita.workbench.LocalRuntime;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Finds what follows from a plan, off the JavaFX thread and in an order of haste: trials of a drag and evaluations on
 * one thread, the search for fixes on another, which first measures the kernels that the evaluation had to estimate.
 * Only the newest request counts.
 */
final class Derivation implements AutoCloseable {
    private final LocalRuntime runtime;
    private final Notices notices;
    private final ExecutorService quick = thread("evaluation");
    private final ExecutorService thorough = thread("check");
    private final AtomicLong newestPlan = new AtomicLong();
    private final AtomicLong newestTrial = new AtomicLong();
    private final ReadOnlyObjectWrapper<Optional<Evaluation>> evaluation =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<CheckReport>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Evaluation>> trial = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private @Nullable Evaluator evaluator;
    private @Nullable Cluster evaluatedCluster;

    Derivation(LocalRuntime runtime, Notices notices) {
        this.runtime = runtime;
        this.notices = notices;
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    ReadOnlyObjectProperty<Optional<Evaluation>> evaluation() {
        return evaluation.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<CheckReport>> report() {
        return report.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Evaluation>> trial() {
        return trial.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty checking() {
        return checking.getReadOnlyProperty();
    }

    void derive(Plan plan, String planName) {
        long request = newestPlan.incrementAndGet();
        checking.set(true);
        work(quick, newestPlan, request, () -> evaluator(plan.cluster()).evaluate(plan), found -> {
            evaluation.set(Optional.of(found));
        });
        work(thorough, newestPlan, request, () -> runtime.calibrate(plan, fraction -> {}), measured -> {
            if (measured) {
                work(quick, newestPlan, request, () -> evaluator(plan.cluster()).evaluate(plan), found -> {
                    evaluation.set(Optional.of(found));
                });
            }
        });
        work(thorough, newestPlan, request, () -> check(plan, planName), found -> {
            report.set(Optional.of(found));
            checking.set(false);
        });
    }

    private CheckReport check(Plan plan, String planName) {
        Profile profile = runtime.profile(plan.cluster());
        return Checker.check(plan, profile, new CheckOptions(planName, HostMemory.bytes()));
    }

    void tryOut(Supplier<Plan> changed) {
        work(
                quick,
                newestTrial,
                newestTrial.incrementAndGet(),
                () -> {
                    Plan plan = changed.get();
                    return evaluator(plan.cluster()).evaluate(plan);
                },
                found -> trial.set(Optional.of(found)));
    }

    void endTrial() {
        newestTrial.incrementAndGet();
        trial.set(Optional.empty());
    }

    /** On the quick thread alone. */
    private Evaluator evaluator(Cluster cluster) {
        Evaluator known = evaluator;
        if (known == null || !cluster.equals(evaluatedCluster)) {
            known = new Evaluator(runtime.profile(cluster));
            evaluator = known;
            evaluatedCluster = cluster;
        }
        return known;
    }

    private <T> void work(
            ExecutorService thread,
            AtomicLong newest,
            long request,
            Supplier<T> work,
            java.util.function.Consumer<T> done) {
        thread.execute(() -> {
            if (newest.get() != request) {
                return;
            }
            try {
                T found = work.get();
                Platform.runLater(() -> {
                    if (newest.get() == request) {
                        done.accept(found);
                    }
                });
            } catch (RuntimeException problem) {
                Platform.runLater(() -> {
                    checking.set(false);
                    notices.fail(problem);
                });
            }
        });
    }

    @Override
    public void close() {
        newestPlan.incrementAndGet();
        newestTrial.incrementAndGet();
        quick.shutdownNow();
        thorough.shutdownNow();
    }
}
