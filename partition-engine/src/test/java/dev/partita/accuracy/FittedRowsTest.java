package dev.partita.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FittedRowsTest {
    @Test
    void the_rows_of_one_machine_that_were_fitted_are_predicted_within_5_percent_on_average() {
        Scores scores = Scores.of(GroundTruth.A100_SINGLE_NODE.runs(Part.FITTED));
        System.out.println(scores);
        assertThat(scores.rows()).isEqualTo(360);
        assertThat(scores.meanError()).isLessThan(0.05);
    }

    @Test
    void the_rows_of_eight_machines_that_were_fitted_are_predicted_within_7_percent_on_average() {
        Scores scores = Scores.of(GroundTruth.A100_MULTI_NODE.runs(Part.FITTED));
        GroundTruth.A100_MULTI_NODE.runs(Part.FITTED).forEach(run -> System.out.printf("%d %d %d %d %.3f%n", run.configuration().tensor(), run.configuration().data(), run.configuration().pipeline(), run.configuration().microbatch(), run.error()));
        GroundTruth.A100_SINGLE_NODE.runs(Part.FITTED).stream().filter(r -> r.configuration().microbatches()==2).forEach(run -> System.out.printf("S %d %d %d %d %d %.3f%n", run.configuration().width(), run.configuration().tensor(), run.configuration().data(), run.configuration().pipeline(), run.configuration().microbatch(), run.error()));
        System.out.println(scores);
        assertThat(scores.rows()).isEqualTo(26);
        assertThat(scores.meanError()).isLessThan(0.07);
    }

    @Test
    void all_reduces_of_one_machine() {
        AllReduceErrors.byRanks().forEach((r, c) -> System.out.println(r + " " + c));
    }
}
