package dev.partita.template;

import dev.partita.graph.ModelGraph;
import dev.partita.text.Sentence;
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
 */
public record Template(
        String name,
        Sentence description,
        long publishedParameters,
        Sentence source,
        boolean trains,
        SampleKind samples,
        Recipe recipe,
        Supplier<ModelGraph> model) {

    public ModelGraph graph() {
        return model.get();
    }
}
