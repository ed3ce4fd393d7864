package dev.partita.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.tensor.Shape;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogicalTest {

    @Test
    void the_channels_of_a_pixel_lie_together() {
        double[] image = {1, 2, 3, 10, 20, 30, /* second sample */ 4, 5, 6, 40, 50, 60};
        assertThat(Logical.toPhysical(Shape.of(2, 2, 1, 3), image))
                .containsExactly(1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60);
    }

    @Test
    void there_and_back_again_changes_nothing() {
        Shape image = Shape.of(2, 3, 5, 4);
        double[] values = IntStream.range(0, 120).asDoubleStream().toArray();
        assertThat(Logical.fromPhysical(image, Logical.toPhysical(image, values)))
                .containsExactly(values);
    }

    @Test
    void tensors_that_are_no_images_are_as_they_are() {
        double[] values = {1, 2, 3, 4};
        assertThat(Logical.toPhysical(Shape.of(1, 2, 2), values)).containsExactly(values);
    }
}
