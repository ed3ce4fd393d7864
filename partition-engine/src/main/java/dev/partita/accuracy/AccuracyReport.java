package dev.partita.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every file predicted and scored, fitted and reported rows apart. */
public record AccuracyReport(List<Entry> entries, NoiseFloor noise) {
    public AccuracyReport {
        entries = List.copyOf(entries);
    }

    /** @param compiled the same rows as plans; empty for cross-checks, of which too little is known to draw them */
    public record Entry(
            GroundTruth file, Part part, List<MeasuredRun> runs, Scores scores, Optional<CompiledRuns> compiled) {}

    public static AccuracyReport measure() {
        List<Entry> entries = new ArrayList<>();
        for (GroundTruth file : GroundTruth.values()) {
            for (Part part : file.parts()) {
                List<MeasuredRun> runs = file.runs(part);
                entries.add(new Entry(file, part, runs, Scores.of(runs), compiled(file, part, runs)));
            }
        }
        return new AccuracyReport(entries, NoiseFloor.of(GroundTruth.A100_SINGLE_NODE.runs(Part.FITTED)));
    }

    private static Optional<CompiledRuns> compiled(GroundTruth file, Part part, List<MeasuredRun> runs) {
        return part == Part.CROSS_CHECK ? Optional.empty() : Optional.of(CompiledRuns.of(file, runs));
    }

    int fittedRows() {
        return entries.getFirst().runs().size();
    }
}
