package dev.partita.checks;

import dev.partita.checks.Subject.Idea;
import dev.partita.plan.LayerPatterns;
import dev.partita.plan.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What makes a step with an exposed link shorter: a cut where less crosses, another microbatch, another schedule. Only
 * what the prediction finds faster, without new errors, is a fix.
 */
final class TransferFixes {
    /** How many layers a cut may move. */
    private static final int REACH = 24;

    private static final int PLACES = 3;

    private final Subject subject;
    private final Cuts cuts;
    private final Map<String, List<Integer>> placed;
    private final List<Idea> shared = new ArrayList<>();

    TransferFixes(Subject subject) {
        this.subject = subject;
        long microbatch = subject.plan().training().microbatch();
        this.cuts = new Cuts(subject.plan().graph(), microbatch);
        this.placed = subject.plan().placement().devices(subject.plan().graph());
        TrainingIdeas training = new TrainingIdeas(subject);
        training.microbatch(2 * microbatch).ifPresent(shared::add);
        if (microbatch % 2 == 0) {
            training.microbatch(microbatch / 2).ifPresent(shared::add);
        }
        for (Schedule schedule : Schedule.values()) {
            training.schedule(schedule).ifPresent(shared::add);
        }
    }

    List<Fix> fixes(int from, int to) {
        List<Idea> ideas = new ArrayList<>();
        for (int cut : cutsBetween(from, to)) {
            cheaperPlaces(cut).forEach(place -> ideas.add(move(cut, place)));
        }
        ideas.addAll(shared);
        double now = subject.now().stepSeconds().orElseThrow();
        return subject.fixes(
                ideas,
                to,
                after -> after.stepSeconds().orElse(Double.POSITIVE_INFINITY) < now
                        && subject.errors(after) <= subject.errors(subject.now()));
    }

    /** Where the devices of two layers in a row are these, either way round: a link and its way back share a cut. */
    private List<Integer> cutsBetween(int from, int to) {
        TreeSet<Integer> wanted = new TreeSet<>(List.of(from, to));
        return IntStream.range(1, cuts.layers().size())
                .filter(cut -> device(cut - 1) != device(cut)
                        && wanted.equals(new TreeSet<>(List.of(device(cut - 1), device(cut)))))
                .boxed()
                .toList();
    }

    private int device(int position) {
        return placed.getOrDefault(cuts.layers().get(position), List.of(-1)).getFirst();
    }

    /** Cuts within both neighbours where fewer bytes cross, the nearest first. */
    private List<Integer> cheaperPlaces(int cut) {
        return IntStream.rangeClosed(cut - REACH, cut + REACH)
                .filter(place -> place > 0 && place < cuts.layers().size() && cuts.bytes(place) < cuts.bytes(cut))
                .filter(place -> IntStream.range(Math.min(place, cut), Math.max(place, cut))
                        .allMatch(layer -> device(layer) == device(place < cut ? cut - 1 : cut)))
                .boxed()
                .sorted(Comparator.comparingInt(place -> Math.abs(place - cut)))
                .limit(PLACES)
                .toList();
    }

    private Idea move(int cut, int place) {
        List<String> layers = cuts.layers().subList(Math.min(place, cut), Math.max(place, cut));
        int device = device(place < cut ? cut : cut - 1);
        List<String> patterns = LayerPatterns.of(subject.plan().graph(), layers);
        return new Idea(Phrase.move(patterns, layers.size(), device), subject.place(patterns, device));
    }
}
