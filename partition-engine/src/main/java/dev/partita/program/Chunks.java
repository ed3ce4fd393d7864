package dev.partita.program;

import dev.partita.graph.Layer;
import dev.partita.plan.StagePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Stages as a schedule takes them. In a V the device at the bottom owns two chunks in a row, which are one maximal run:
 * it is cut again, between blocks where there are any, so that both halves have about the same work.
 */
final class Chunks {
    private Chunks() {}

    /** The stages in a pattern, with the run at the bottom of a V cut in two; as they are where they do not fit. */
    static List<Stage> of(StagePattern pattern, List<Stage> stages, ToDoubleFunction<Layer> work) {
        int bottom = stages.size() / 2;
        if (pattern != StagePattern.MIRRORED
                || stages.size() % 2 == 0
                || stages.get(bottom).layers().size() < 2) {
            return stages;
        }
        List<Layer> layers = stages.get(bottom).layers();
        int cut = middle(layers, work);
        List<Stage> chunks = new ArrayList<>(stages.subList(0, bottom));
        chunks.add(new Stage(bottom, stages.get(bottom).mesh(), layers.subList(0, cut)));
        chunks.add(new Stage(bottom + 1, stages.get(bottom).mesh(), layers.subList(cut, layers.size())));
        for (Stage stage : stages.subList(bottom + 1, stages.size())) {
            chunks.add(new Stage(stage.index() + 1, stage.mesh(), stage.layers()));
        }
        return chunks;
    }

    /** The first layer of the second half. Layers are in graph order, so nothing of the first reads from the second. */
    private static int middle(List<Layer> layers, ToDoubleFunction<Layer> work) {
        boolean blocks = false;
        for (int cut = 1; cut < layers.size(); cut++) {
            blocks |= blockEnds(layers, cut);
        }
        double all = layers.stream().mapToDouble(work).sum();
        double before = 0;
        int best = 1;
        double bestUnevenness = Double.POSITIVE_INFINITY;
        for (int cut = 1; cut < layers.size(); cut++) {
            before += work.applyAsDouble(layers.get(cut - 1));
            double unevenness = Math.abs(all - 2 * before);
            if ((!blocks || blockEnds(layers, cut)) && unevenness < bestUnevenness) {
                best = cut;
                bestUnevenness = unevenness;
            }
        }
        return best;
    }

    private static boolean blockEnds(List<Layer> layers, int cut) {
        return !Regions.block(layers.get(cut - 1)).equals(Regions.block(layers.get(cut)));
    }
}
