package dev.partita.ui.document;

import dev.partita.checks.CheckOptions;
import dev.partita.checks.CheckReport;
import dev.partita.checks.Checker;
import dev.partita.checks.Evaluation;
import dev.partita.checks.Evaluator;
import dev.partita.hardware.Cluster;
import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.program.DividedLayers;
import dev.partita.workbench.HostMemory;
import dev.partita.workbench.LocalRuntime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Finds what follows from a plan, off the JavaFX thread and in an order of haste: trials of a drag and evaluations on
 * one thread, the search for fixes on another. Only the newest request counts. Kernels that had to be estimated are
 * measured on a third thread, which may take minutes on a busy machine, so that nothing waits for it; then the newest
 * plan is looked at again.
 */
final class Derivation implements AutoCloseable {
    private final LocalRuntime runtime;
    private final Notices notices;
    private final ExecutorService quick = thread("evaluation");
    private final ExecutorService thorough = thread("check");
    private final ExecutorService slow = thread("measuring");
    private final ExecutorService comparison = thread("comparison");
    private final AtomicLong newestComparison = new AtomicLong();
    private final AtomicLong newestPlan = new AtomicLong();
    private final AtomicLong newestTrial = new AtomicLong();
    private final ReadOnlyObjectWrapper<Optional<Evaluation>> evaluation =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<DividedLayers> divided = new ReadOnlyObjectWrapper<>(DividedLayers.NONE);
    private final ReadOnlyObjectWrapper<Optional<CheckReport>> report = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Evaluation>> trial = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper checking = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<OptionalDouble> measuring = new ReadOnlyObjectWrapper<>(OptionalDouble.empty());
    private volatile double shownShare;
    private @Nullable Evaluator evaluator;
    private @Nullable Cluster evaluatedCluster;
    private @Nullable Evaluator comparing;
    private @Nullable Cluster comparedCluster;

    /** Finds once more what was asked for last; on the JavaFX thread. */
    private Runnable again = () -> {};

    /** @param begin what everything waits for */
    Derivation(LocalRuntime runtime, Notices notices, CompletableFuture<?> begin) {
        this.runtime = runtime;
        this.notices = notices;
        List.of(quick, slow).forEach(thread -> thread.execute(begin::join));
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    ReadOnlyObjectProperty<Optional<Evaluation>> evaluation() {
        return evaluation.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<DividedLayers> divided() {
        return divided.getReadOnlyProperty();
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

    /** The share of the missing kernels that is measured; empty while none is being measured. */
    ReadOnlyObjectProperty<OptionalDouble> measuring() {
        return measuring.getReadOnlyProperty();
    }

    void derive(Plan plan, String planName) {
        long request = newestPlan.incrementAndGet();
        find(plan, planName, request);
        slow.execute(() -> {
            if (newestPlan.get() == request) {
                measure(plan);
            }
        });
    }

    private void find(Plan plan, String planName, long request) {
        again = () -> find(plan, planName, request);
        checking.set(true);
        work(quick, newestPlan, request, () -> evaluator(plan.cluster()).evaluate(plan), found -> {
            evaluation.set(Optional.of(found));
            work(quick, newestPlan, request, () -> divided(found), divided::set);
            findFixes(plan, planName, request);
        });
    }

    /** Only then, for on a machine of few cores the evaluation would wait for it. */
    private void findFixes(Plan plan, String planName, long request) {
        work(thorough, newestPlan, request, () -> check(plan, planName), found -> {
            report.set(Optional.of(found));
            checking.set(false);
        });
    }

    private static DividedLayers divided(Evaluation found) {
        return found.simulation()
                .map(step -> DividedLayers.of(step.timeline().program()))
                .orElse(DividedLayers.NONE);
    }

    private void measure(Plan plan) {
        try {
            boolean measured = runtime.calibrate(plan, this::measured);
            Platform.runLater(() -> {
                measuring.set(OptionalDouble.empty());
                if (measured && !slow.isShutdown()) {
                    again.run();
                }
            });
        } catch (RuntimeException problem) {
            Platform.runLater(() -> {
                measuring.set(OptionalDouble.empty());
                notices.fail(problem);
            });
        }
    }

    /** Told after every kernel; shown in whole percent. */
    private void measured(double fraction) {
        double shown = Math.floor(fraction * 100) / 100;
        if (shown != shownShare) {
            shownShare = shown;
            Platform.runLater(() -> measuring.set(OptionalDouble.of(shown)));
        }
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

    /** Finds where each of several changes would lead, one after the other; a newer call overtakes an older one. */
    <T> void predictEach(List<Supplier<Plan>> changed, Function<Evaluation, T> reading, BiConsumer<Integer, T> found) {
        long request = newestComparison.incrementAndGet();
        for (int i = 0; i < changed.size(); i++) {
            int number = i;
            work(
                    comparison,
                    newestComparison,
                    request,
                    () -> reading.apply(compared(changed.get(number).get())),
                    answer -> found.accept(number, answer));
        }
    }

    /** On the comparison's thread alone. */
    private Evaluation compared(Plan plan) {
        Evaluator known = comparing;
        if (known == null || !plan.cluster().equals(comparedCluster)) {
            known = new Evaluator(runtime.profile(plan.cluster()));
            comparing = known;
            comparedCluster = plan.cluster();
        }
        return known.evaluate(plan);
    }

    void endPredicting() {
        newestComparison.incrementAndGet();
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
        newestComparison.incrementAndGet();
        comparison.shutdownNow();
        quick.shutdownNow();
        thorough.shutdownNow();
        slow.shutdownNow();
    }
}
