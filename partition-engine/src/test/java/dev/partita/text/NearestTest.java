package dev.partita.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void the_name_with_the_fewest_typing_errors_is_first() {
        assertThat(Nearest.first("h10-80g", List.of("a100-40g", "h100-80g", "h100-94g")))
                .first()
                .isEqualTo("h100-80g");
    }

    @Test
    void a_name_that_starts_as_typed_comes_before_a_shorter_other_one() {
        assertThat(Nearest.first("a100", List.of("b200", "a100-80g-sxm")))
                .first()
                .isEqualTo("a100-80g-sxm");
    }

    @Test
    void the_end_of_a_name_stands_for_the_name() {
        assertThat(Nearest.first("microbatch", List.of("cluster", "training.microbatch")))
                .first()
                .isEqualTo("training.microbatch");
    }
}
