package dev.partita.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrainFormTest {
    private final TrainForm form = new TrainForm();

    @Test
    void empty_fields_mean_what_is_usual() {
        assertThat(form.problem().get()).isEmpty();
        assertThat(form.settings(false).steps()).isEqualTo(OptionalLong.empty());
        assertThat(form.settings(false).checkpointEvery()).isZero();
    }

    @Test
    void what_is_no_whole_number_is_named() {
        form.steps().set("1.5");
        assertThat(form.problem().get()).contains(TrainForm.Problem.STEPS);
        form.steps().set(" 20 ");
        form.seed().set("x");
        assertThat(form.problem().get()).contains(TrainForm.Problem.SEED);
        form.seed().set("-7");
        form.checkpointEvery().set("-1");
        assertThat(form.problem().get()).contains(TrainForm.Problem.CHECKPOINT_EVERY);
    }

    @Test
    void typed_numbers_reach_the_run() {
        form.steps().set("20");
        form.seed().set("-7");
        form.checkpointEvery().set("5");
        var settings = form.settings(true);
        assertThat(settings.steps()).hasValue(20);
        assertThat(settings.seed()).isEqualTo(-7);
        assertThat(settings.checkpointEvery()).isEqualTo(5);
        assertThat(settings.resume()).isTrue();
    }
}
