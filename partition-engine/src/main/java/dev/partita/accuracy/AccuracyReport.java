package dev.partita.accuracy;

import java.util.ArrayList;
import java.util.List;

/** Every file predicted and scored, fitted and reported rows apart. */
public record AccuracyReport(List<Entry> entries, NoiseFloor noise) {
    public AccuracyReport {
        entries = List.copyOf(entries);
    }

    public record Entry(GroundTruth file, Part part, List<MeasuredRun> runs, Scores scores) {}

    public static AccuracyReport measure() {
        List<Entry> entries = new ArrayList<>();
        for (GroundTruth file : GroundTruth.values()) {
            for (Part part : file.parts()) {
                List<MeasuredRun> runs = file.runs(part);
                entries.add(new Entry(file, part, runs, Scores.of(runs)));
            }
        }
        return new AccuracyReport(entries, NoiseFloor.of(GroundTruth.A100_SINGLE_NODE.runs(Part.FITTED)));
    }

    int fittedRows() {
        return entries.getFirst().runs().size();
    }
}
