package dev.partita.ui.graph;

import dev.partita.ui.graph.fold.Part;
import dev.partita.ui.graph.fold.Picture;
import dev.partita.ui.text.Texts;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What to call a set of layers in the hand. */
record DragLabel(Texts texts, Picture picture) {
    /** Blocks by their numbers where they are blocks, a part by its name where they are one, else how many they are. */
    String of(Collection<String> layers) {
        Set<String> carried = new HashSet<>(layers);
        String first = layers.iterator().next();
        for (Part part : picture.graph().tree().around(first)) {
            if (carried.equals(Set.copyOf(part.layers()))) {
                return part instanceof Part.Run run ? texts.now("graph.run", run.name()) : part.name();
            }
            if (part instanceof Part.Run run && Set.copyOf(run.layers()).containsAll(carried)) {
                List<Integer> blocks = IntStream.range(0, run.blocks().size())
                        .filter(i -> carried.containsAll(run.blocks().get(i).layers()))
                        .boxed()
                        .toList();
                if (!blocks.isEmpty()) {
                    return texts.now(
                            "graph.blocks",
                            run.blocks().get(blocks.getFirst()).name(),
                            run.blocks().get(blocks.getLast()).name());
                }
            }
        }
        return carried.size() == 1 ? first : texts.now("graph.layers", carried.size());
    }
}
