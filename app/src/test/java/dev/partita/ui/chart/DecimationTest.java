package dev.partita.ui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimationTest {
    private static final int COLUMNS = 50;

    private static Curve random(long seed, int points) {
        Random random = new Random(seed);
        Curve curve = new Curve();
        double x = 0;
        for (int i = 0; i < points; i++) {
            x += random.nextDouble();
            curve.add(x, random.nextGaussian());
        }
        return curve;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_lowest_and_the_highest_point_of_every_column_are_kept(long seed) {
        Curve curve = random(seed, 20_000);
        double from = curve.x(0);
        double to = curve.x(curve.size() - 1);
        int[] kept = Decimation.kept(curve, from, to, COLUMNS);
        double[] low = new double[COLUMNS];
        double[] high = new double[COLUMNS];
        double[] keptLow = new double[COLUMNS];
        double[] keptHigh = new double[COLUMNS];
        for (int point = 0; point < curve.size(); point++) {
            int column = (int) Math.min(COLUMNS - 1, (curve.x(point) - from) / (to - from) * COLUMNS);
            low[column] = Math.min(low[column], curve.y(point));
            high[column] = Math.max(high[column], curve.y(point));
            if (Arrays.binarySearch(kept, point) >= 0) {
                keptLow[column] = Math.min(keptLow[column], curve.y(point));
                keptHigh[column] = Math.max(keptHigh[column], curve.y(point));
            }
        }
        assertThat(keptLow).isEqualTo(low);
        assertThat(keptHigh).isEqualTo(high);
        assertThat(kept).isSorted().doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(4 * COLUMNS);
    }

    @Test
    void a_curve_of_few_points_is_kept_whole() {
        assertThat(Decimation.kept(random(7, 100), 0, 100, COLUMNS)).hasSize(100);
    }

    @Test
    void a_gap_hides_no_peak() {
        Curve curve = new Curve();
        for (int i = 0; i < 1000; i++) {
            curve.add(i, i == 500 ? Double.NaN : i == 501 ? 9 : 0);
        }
        assertThat(Decimation.kept(curve, 0, 999, 10)).contains(501);
    }

    @Test
    void the_nearest_point_is_found_on_either_side() {
        Curve curve = new Curve();
        curve.add(1, 0);
        curve.add(4, 0);
        assertThat(new int[] {curve.nearest(-5), curve.nearest(2.4), curve.nearest(2.6), curve.nearest(9)})
                .containsExactly(0, 0, 1, 1);
    }
}
