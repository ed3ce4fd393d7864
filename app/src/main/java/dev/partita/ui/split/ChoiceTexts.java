package dev.partita.ui.split;

import dev.partita.deduction.Offer;
import dev.partita.operator.Division;
import dev.partita.quantity.Human;
import dev.partita.ui.document.CollectiveTexts;
import dev.partita.ui.text.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is said of a choice, in the language in force. */
record ChoiceTexts(Texts texts) {
    String name(Choice choice) {
        return choice.kind().map(this::kind).orElseGet(() -> texts.now("split.auto"));
    }

    private String kind(Division.Kind kind) {
        return texts.now("split.kind." + kind.name().toLowerCase(Locale.ROOT));
    }

    /** Below the name: which layers it concerns, what Partita chose, or why it cannot be. */
    String remark(Choice choice, int ranks) {
        if (choice.offer().filter(offer -> !offer.possible()).isPresent()) {
            return impossible(choice.offer().get(), ranks);
        }
        if (!choice.legal()) {
            return texts.now("split.no_step");
        }
        return choice.offer()
                .map(offer -> texts.now("split.layers", offer.layers()))
                .orElseGet(() -> choice.outcome()
                        .map(found -> chosen(found.kinds()))
                        .orElseGet(() -> texts.now("split.predicting")));
    }

    private String chosen(Map<Division.Kind, Integer> kinds) {
        return String.join(
                ", ",
                kinds.entrySet().stream()
                        .sorted(Map.Entry.<Division.Kind, Integer>comparingByValue(Comparator.reverseOrder()))
                        .map(entry -> texts.now("split.chosen", kind(entry.getKey()), entry.getValue()))
                        .toList());
    }

    /** The sizes do not divide: which do, the nearest to what was wanted first. */
    private String impossible(Offer offer, int ranks) {
        Optional<Integer> nearest = offer.sizes().stream().min(Comparator.comparingInt(size -> Math.abs(size - ranks)));
        return nearest.map(size -> texts.now("split.uneven", ranks, size))
                .orElseGet(() -> texts.now("split.not_offered"));
    }

    String memory(Choice choice) {
        return choice.outcome()
                .filter(found -> found.stepSeconds().isPresent())
                .map(found ->
                        texts.now("split.memory", Human.bytes(found.peakBytes()), Human.bytes(found.capacityBytes())))
                .orElse("");
    }

    String traffic(Choice choice) {
        return choice.outcome()
                .filter(found -> found.stepSeconds().isPresent())
                .map(found -> found.uses().isEmpty()
                        ? texts.now("split.no_traffic")
                        : new CollectiveTexts(texts).names(found.uses()) + "\n"
                                + texts.now("split.bytes", Human.bytes(CollectiveTexts.bytes(found.uses()))))
                .orElse("");
    }

    String step(Choice choice) {
        return choice.outcome()
                .flatMap(found -> found.stepSeconds().stream().boxed().findFirst())
                .map(Human::seconds)
                .orElse(choice.legal() && choice.outcome().isEmpty() ? "…" : "–");
    }

    /** The choice as one sentence for those who hear it. */
    String spoken(Choice choice, int ranks) {
        return String.join(
                ", ",
                List.of(
                        name(choice),
                        remark(choice, ranks),
                        memory(choice),
                        traffic(choice).replace('\n', ' '),
                        step(choice)));
    }
}
