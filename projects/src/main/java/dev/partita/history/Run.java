package dev.partita.history;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One training run as stored.
 *
 * @param plan name of the plan that was run
 * @param planJson the {@code project.json} that would run it again, with this plan alone
 * @param planHash SHA-256 of {@code planJson}
 * @param configuration everything that was chosen, by dotted key such as {@code plans.A.training.microbatch}: two runs
 *     differ in the keys whose values differ
 * @param results measured figures by name, units in the name; not a number where the run had none
 * @param note what the user says of it, at any time
 */
public record Run(
        long id,
        String plan,
        String planJson,
        String planHash,
        String graphHash,
        long seed,
        long steps,
        String profileFingerprint,
        OptionalDouble predictedStepSeconds,
        Instant started,
        Optional<Instant> ended,
        RunStatus status,
        SortedMap<String, String> configuration,
        SortedMap<String, Double> results,
        RunNote note) {
    public Run {
        configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
        results = Collections.unmodifiableSortedMap(new TreeMap<>(results));
    }
}
