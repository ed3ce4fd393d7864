package dev.partita.ui.graph;

import dev.partita.checks.Evaluation;
import dev.partita.graph.GraphShapes;
import dev.partita.graph.ModelGraph;
import dev.partita.plan.Plan;
import dev.partita.program.LayerCosts;
import dev.partita.timeline.ActiveLayers;
import dev.partita.ui.document.Document;
import dev.partita.ui.graph.fold.PartTree;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Keeps the graph's state in step with the document; what takes longer than a frame is found on a thread of its own. */
final class Follower {
    private final Document document;
    private final GraphState state;
    private final Consumer<PartTree> newTree;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("graph").daemon().factory());
    private @Nullable PartTree tree;

    /** @param newTree told whenever the model itself changed */
    Follower(Document document, GraphState state, Consumer<PartTree> newTree) {
        this.document = document;
        this.state = state;
        this.newTree = newTree;
        document.plan().subscribe(this::plan);
        document.evaluation().subscribe(found -> costs(found));
        document.divided().subscribe(state.divided::set);
        document.trial().subscribe(this::trial);
        document.comparedWith().subscribe(this::compared);
        document.selection().cursorSeconds().subscribe(ignored -> active());
    }

    private record FromPlan(PartTree tree, Placed placed, GraphShapes shapes) {}

    private void plan(Plan plan) {
        find(
                document.plan(),
                plan,
                () -> new FromPlan(tree(plan.graph()), Placed.of(plan), document.shapes(plan)),
                found -> {
                    state.shapes.set(found.shapes().outputs());
                    state.problems.set(found.shapes().problems());
                    state.placed.set(found.placed());
                    newTree.accept(found.tree());
                });
    }

    /** On the graph's thread alone. */
    private PartTree tree(ModelGraph graph) {
        PartTree known = tree;
        if (known == null || !known.graph().equals(graph)) {
            known = PartTree.of(graph);
            tree = known;
        }
        return known;
    }

    private void costs(Optional<Evaluation> evaluation) {
        find(
                document.evaluation(),
                evaluation,
                () -> evaluation
                        .flatMap(Evaluation::simulation)
                        .map(step -> LayerCosts.of(step.timeline().program())),
                found -> {
                    state.costs.set(found);
                    active();
                });
    }

    private void trial(Optional<Evaluation> evaluation) {
        if (evaluation.isEmpty()) {
            state.trial.set(Optional.empty());
            return;
        }
        find(document.trial(), evaluation, () -> evaluation.map(found -> Placed.of(found.plan())), state.trial::set);
    }

    private void compared(Optional<Plan> other) {
        if (other.isEmpty()) {
            state.compared.set(Optional.empty());
            return;
        }
        find(document.comparedWith(), other, () -> other.map(Placed::of), state.compared::set);
    }

    private void active() {
        double seconds = document.selection().cursorSeconds().get();
        Set<String> active = Double.isNaN(seconds)
                ? Set.of()
                : document.evaluation()
                        .get()
                        .flatMap(Evaluation::simulation)
                        .map(step -> ActiveLayers.at(step.timeline(), seconds))
                        .orElse(Set.of());
        state.active.set(active);
    }

    /** Finds something for a property's value; by then another value may be there, and what was found is dropped. */
    private <V, T> void find(ObservableValue<V> property, V value, Supplier<T> work, Consumer<T> done) {
        thread.execute(() -> {
            T found = work.get();
            Platform.runLater(() -> {
                if (property.getValue() == value) {
                    done.accept(found);
                }
            });
        });
    }
}
