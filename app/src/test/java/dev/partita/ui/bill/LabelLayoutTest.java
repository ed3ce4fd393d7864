package dev.partita.ui.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.ui.bill.LabelLayout.Box;
import dev.partita.ui.bill.LabelLayout.Dot;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LabelLayoutTest {
    private static final Box GROUND = new Box(0, 0, 500, 250);

    @Test
    void a_lone_name_stands_right_of_its_dot() {
        assertThat(LabelLayout.place(List.of(new Dot(100, 100, 4, 50, 10)), List.of(), GROUND))
                .containsExactly(Optional.of(new Box(107.5, 95, 50, 10)));
    }

    @Test
    void names_lie_neither_on_each_other_nor_on_dots_nor_outside() {
        Random random = new Random(7);
        List<Dot> dots = Stream.generate(() ->
                        new Dot(random.nextDouble(500), random.nextDouble(250), 4, 30 + random.nextDouble(60), 12))
                .limit(40)
                .toList();
        Box line = new Box(0, 60, 500, 4);
        List<Box> names = LabelLayout.place(dots, List.of(line), GROUND).stream()
                .flatMap(Optional::stream)
                .toList();
        assertThat(names).hasSizeGreaterThan(20);
        for (Box name : names) {
            assertThat(names.stream().filter(name::overlaps)).containsExactly(name);
            assertThat(dots).noneMatch(dot -> dot.box().overlaps(name));
            assertThat(name.overlaps(line)).isFalse();
            assertThat(name.inside(GROUND)).isTrue();
        }
    }

    @Test
    void a_name_without_a_place_is_left_out() {
        Dot dot = new Dot(10, 10, 4, 600, 10);
        assertThat(LabelLayout.place(List.of(dot), List.of(), GROUND)).containsExactly(Optional.empty());
    }
}
