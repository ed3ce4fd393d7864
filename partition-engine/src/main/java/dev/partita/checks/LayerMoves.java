package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.plan.LayerPatterns;
import dev.partita.program.LayerBytes;
import dev.partita.program.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Layers at the ends of a device's share that could go to the device before or behind it in the flow, whichever has more
 * room. How many are enough is estimated from the bytes each layer is there for; the prediction of the edit decides.
 */
final class LayerMoves {
    /** A run of a device's layers at one end, from the cut next to the neighbour inwards. */
    private record End(List<String> outermostFirst, int neighbour, List<Integer> wholeBlocks) {}

    private final Subject subject;
    private final Cuts cuts;
    private final Map<String, List<Integer>> placed;

    LayerMoves(Subject subject) {
        this.subject = subject;
        this.cuts = new Cuts(subject.plan().graph(), subject.plan().training().microbatch());
        this.placed = subject.plan().placement().devices(subject.plan().graph());
    }

    /** The fewest layers that should do and, where the prediction says that they do not, one block more. */
    List<Idea> ideas(int device) {
        Program program = subject.now().program().orElseThrow();
        LayerBytes bytes = new LayerBytes(program, program.device(device));
        Optional<End> end =
                ends(device).stream().max(Comparator.comparingLong(candidate -> room(candidate.neighbour())));
        if (end.isEmpty()) {
            return List.of();
        }
        int enough = enoughBlocks(end.get(), bytes, subject.now().excessBytes(device));
        List<Idea> ideas = new ArrayList<>();
        for (int blocks = enough;
                blocks <= Math.min(enough + 1, end.get().wholeBlocks().size());
                blocks++) {
            Idea idea = idea(end.get(), blocks);
            Optional<Prediction> after = subject.predict(idea);
            ideas.addFirst(idea);
            if (after.isEmpty() || after.get().excessBytes(device) == 0) {
                break;
            }
        }
        return ideas.isEmpty() ? List.of() : List.of(ideas.getFirst());
    }

    private long room(int device) {
        return subject.now().capacityBytes(device)
                - subject.now().peakBytes(device).orElse(0);
    }

    /** Both ends of the device's first and last run of layers that border on another device. */
    private List<End> ends(int device) {
        List<String> order = cuts.layers();
        int first = 0;
        while (device(order, first) != device) {
            first++;
        }
        int last = order.size() - 1;
        while (device(order, last) != device) {
            last--;
        }
        List<End> ends = new ArrayList<>();
        if (first > 0) {
            ends.add(head(device, first));
        }
        if (last + 1 < order.size()) {
            ends.add(tail(device, last));
        }
        ends.removeIf(end -> end.wholeBlocks().isEmpty());
        return ends;
    }

    private End head(int device, int first) {
        List<String> run = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        for (int i = first; i + 1 < cuts.layers().size() && device(cuts.layers(), i + 1) == device; i++) {
            run.add(cuts.layers().get(i));
            if (cuts.clean(i + 1)) {
                blocks.add(run.size());
            }
        }
        return new End(run, device(cuts.layers(), first - 1), blocks);
    }

    private End tail(int device, int last) {
        List<String> run = new ArrayList<>();
        List<Integer> blocks = new ArrayList<>();
        for (int i = last; i > 0 && device(cuts.layers(), i - 1) == device; i--) {
            run.add(cuts.layers().get(i));
            if (cuts.clean(i)) {
                blocks.add(run.size());
            }
        }
        return new End(run, device(cuts.layers(), last + 1), blocks);
    }

    private int device(List<String> order, int position) {
        return Objects.requireNonNull(placed.get(order.get(position))).getFirst();
    }

    /** Blocks from the end inwards that free the excess, or as many as the neighbour has room for; at least one. */
    private int enoughBlocks(End end, LayerBytes bytes, long excess) {
        long room = room(end.neighbour());
        long moved = 0;
        int layer = 0;
        for (int block = 0; block < end.wholeBlocks().size(); block++) {
            for (; layer < end.wholeBlocks().get(block); layer++) {
                moved += bytes.of(end.outermostFirst().get(layer));
            }
            if (moved > room) {
                return Math.max(1, block);
            }
            if (moved >= excess) {
                return block + 1;
            }
        }
        return end.wholeBlocks().size();
    }

    private Idea idea(End end, int blocks) {
        List<String> layers = end.outermostFirst().subList(0, end.wholeBlocks().get(blocks - 1));
        List<String> patterns = LayerPatterns.of(subject.plan().graph(), layers);
        return new Idea(
                Phrase.move(patterns, layers.size(), end.neighbour()), subject.place(patterns, end.neighbour()));
    }
}
