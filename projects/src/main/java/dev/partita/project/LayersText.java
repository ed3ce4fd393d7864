package dev.partita.project;

import dev.partita.graph.NewLayer;
import dev.partita.text.Sentence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * Layers as text for the clipboard, in the words of the project file, so that they go from one project to another. What
 * comes back may be anything: it is checked as a file from a stranger is.
 */
public final class LayersText {
    /** As many as can be named anew and laid out at once. */
    static final int MOST_LAYERS = 5_000;

    private static final int LONGEST_TEXT = 8 << 20;
    private static final int LONGEST_PATH = 400;

    /** @param partitaLayers the format of the layers */
    record Copied(int partitaLayers, List<NewLayer> layers) {
        Copied {
            layers = List.copyOf(layers);
        }
    }

    private LayersText() {}

    public static String write(List<NewLayer> layers) {
        return ProjectText.of(PlanMapping.MAPPER.valueToTree(new Copied(ProjectJson.FORMAT, layers)));
    }

    /**
     * The layers in a text that {@link #write} made.
     *
     * @throws ProjectFailure with one sentence if it is something else
     */
    public static List<NewLayer> read(String text) {
        if (text.isBlank()) {
            throw new ProjectFailure(Sentence.of("project.layers.nothing"));
        }
        if (text.length() > LONGEST_TEXT) {
            throw new ProjectFailure(Sentence.of("project.layers.long", LONGEST_TEXT, text.length()));
        }
        Copied copied = parsed(text);
        if (copied.partitaLayers() > ProjectJson.FORMAT) {
            throw new ProjectFailure(Sentence.of("project.layers.newer", ProjectJson.FORMAT, copied.partitaLayers()));
        }
        if (copied.layers().isEmpty() || copied.layers().size() > MOST_LAYERS) {
            throw new ProjectFailure(Sentence.of(
                    "project.layers.count", MOST_LAYERS, copied.layers().size()));
        }
        Set<String> seen = new HashSet<>();
        for (NewLayer layer : copied.layers()) {
            boolean complete = layer.inputs().size() == layer.operator().inputCount();
            if (!legal(layer.id()) || !seen.add(layer.id()) || !complete) {
                throw new ProjectFailure(Sentence.of("project.layers.layer", shortened(layer.id())));
            }
        }
        return copied.layers();
    }

    private static Copied parsed(String text) {
        try {
            Copied copied = PlanMapping.MAPPER.readValue(text, Copied.class);
            if (copied != null) {
                return copied;
            }
            throw new ProjectFailure(Sentence.of("project.layers.other"));
        } catch (JacksonException | IllegalArgumentException other) {
            throw new ProjectFailure(Sentence.of("project.layers.other"), other);
        }
    }

    private static boolean legal(String path) {
        return !path.isBlank()
                && path.length() <= LONGEST_PATH
                && path.chars().noneMatch(Character::isISOControl)
                && !path.startsWith("/")
                && !path.endsWith("/")
                && !path.contains("//");
    }

    private static String shortened(String id) {
        String line = id.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 60 ? line : line.substring(0, 60) + "…";
    }
}
