package dev.partita.ui.graph;

import dev.partita.template.Templates;
import dev.partita.ui.graph.fold.Box;
import dev.partita.ui.graph.fold.FoldState;
import dev.partita.ui.graph.fold.FoldedGraph;
import dev.partita.ui.graph.fold.LayeredLayout;
import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.PartTree;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.task.Tasks;
import dev.partita.ui.text.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.concurrent.Task;
import org.jspecify.annotations.Nullable;

/** Pictures of the model as it is folded; each is laid out once, in the background, and a newer wish cancels an older one. */
final class Layouts {
    private static final int KEPT = 32;
    private static final String SMALL = "gpt-mini";

    private record Key(PartTree tree, FoldState fold) {}

    private final Tasks tasks;
    private final Texts texts;
    private final Function<Box, String> details;
    private final Map<Key, Picture> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Picture> eldest) {
            return size() > KEPT;
        }
    };
    private @Nullable Task<Picture> running;

    Layouts(Tasks tasks, Texts texts, Function<Box, String> details) {
        this.tasks = tasks;
        this.texts = texts;
        this.details = details;
    }

    /** Lays out a small model, with a frame and a long chain in it. */
    static void warmUp() {
        PartTree tree = PartTree.of(Templates.named(SMALL).graph());
        FoldState fold = tree.root().parts().stream()
                .map(Part::id)
                .reduce(FoldState.FOLDED, FoldState::unfold, (before, after) -> after);
        LayeredLayout.of(FoldedGraph.of(tree, fold), box -> box.part().name(), () -> false);
    }

    /** Hands over the picture, at once if it is known. */
    void find(PartTree tree, FoldState fold, Consumer<Picture> done) {
        if (running != null) {
            running.cancel();
        }
        Key key = new Key(tree, fold);
        Picture found = known.get(key);
        if (found != null) {
            done.accept(found);
            return;
        }
        Task<Picture> task = task(tree, fold);
        task.setOnSucceeded(event -> {
            known.put(key, task.getValue());
            done.accept(task.getValue());
        });
        running = tasks.start(task);
    }

    private Task<Picture> task(PartTree tree, FoldState fold) {
        String title = texts.now("graph.layout");
        return new Task<>() {
            {
                updateTitle(title);
            }

            @Override
            protected Picture call() throws InterruptedException, ExecutionException {
                CompletableFuture<Picture> picture = new CompletableFuture<>();
                Runnable layout = () -> {
                    try {
                        picture.complete(LayeredLayout.of(FoldedGraph.of(tree, fold), details, this::isCancelled));
                    } catch (RuntimeException | StackOverflowError problem) {
                        picture.completeExceptionally(problem);
                    }
                };
                Thread thread = new Thread(null, layout, "layout", LayeredLayout.STACK_BYTES);
                thread.setDaemon(true);
                thread.start();
                return picture.get();
            }
        };
    }
}
