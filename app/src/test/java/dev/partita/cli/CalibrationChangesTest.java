package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.calibration.Measurement;
import dev.partita.i18n.Messages;
import dev.partita.kernel.ElementwiseKernel.Add;
import dev.partita.kernel.Kernel;
import dev.partita.tensor.DataType;
import dev.partita.text.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationChangesTest {
    private static final Kernel STEADY = new Add(1, DataType.FLOAT32);
    private static final Kernel SLOWER = new Add(2, DataType.FLOAT32);
    private static final Kernel NEW = new Add(3, DataType.FLOAT32);

    @Test
    void only_what_takes_a_tenth_longer_or_shorter_has_changed() {
        var changes = CalibrationChanges.between(
                Map.of(STEADY.toString(), took(1e-3), SLOWER.toString(), took(1e-3)),
                Map.of(STEADY.toString(), took(1.09e-3), SLOWER.toString(), took(1.2e-3), NEW.toString(), took(1)),
                List.of(STEADY, SLOWER, NEW));
        assertThat(changes.measuredKernels()).isEqualTo(3);
        assertThat(changes.measuredBefore()).isEqualTo(2);
        assertThat(changes.changed()).containsExactly(new CalibrationChanges.Change(SLOWER.toString(), 1e-3, 1.2e-3));
        assertThat(changes.lines(Messages.in(Language.ENGLISH)).getLast())
                .contains("1.0 ms before, 1.2 ms now", "Add[elements=2");
    }

    private static Measurement took(double seconds) {
        return new Measurement(0, seconds, 0, 0);
    }
}
