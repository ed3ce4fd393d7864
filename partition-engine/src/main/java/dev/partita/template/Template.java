package dev.partita.template;

import dev.partita.graph.ModelGraph;
import dev.partita.text.Sentence;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A model of the zoo.
 *
 * @param name what commands and files call it, such as {@code gpt-mini}
 * @param description one or two sentences for people, with every deviation from the published model
 * @param publishedParameters trained elements, shared ones once; equal to the graph's count
 * @param source where the sizes and the parameter count come from
 * @param trains whether a new project trains at once on one to four virtual devices; others are meant for planning
 * @param model makes the graph; the same one each time
 * @param placement the device of every scope, where the model was made for certain devices; empty splits it evenly
 */
public record Template(
        String name,
        Sentence description,
        long publishedParameters,
        Sentence source,
        boolean trains,
        SampleKind samples,
        Recipe recipe,
        Supplier<ModelGraph> model,
        Map<String, Integer> placement) {
    public Template {
        placement = Map.copyOf(placement);
    }

    /** A model for any number of devices. */
    public Template(
            String name,
            Sentence description,
            long publishedParameters,
            Sentence source,
            boolean trains,
            SampleKind samples,
            Recipe recipe,
            Supplier<ModelGraph> model) {
        this(name, description, publishedParameters, source, trains, samples, recipe, model, Map.of());
    }

    /** How many devices its placement is for; 0 where it has none. */
    public int devices() {
        return 1 + placement.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    }

    public ModelGraph graph() {
        return model.get();
    }
}
