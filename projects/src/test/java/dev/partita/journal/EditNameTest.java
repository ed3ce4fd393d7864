package dev.partita.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Edit;
import dev.partita.project.SampleEdits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditNameTest {
    @Test
    void edits_are_called_by_what_they_do() {
        assertThat(EditName.of(SampleEdits.place("decoder/3", 0, 1))).isEqualTo("place decoder/3 on gpu:0, gpu:1");
        assertThat(EditName.of(SampleEdits.place("decoder/3"))).isEqualTo("take decoder/3 off every device");
        assertThat(EditName.of(SampleEdits.learningRate(1))).isEqualTo("change the training of plan A");
        assertThat(EditName.of(SampleEdits.cluster("virtual:3"))).isEqualTo("change the cluster to virtual:3");
        assertThat(EditName.of(new Edit.ChangeData(Optional.of("text.txt")))).isEqualTo("use the data text.txt");
        assertThat(EditName.of(new Edit.ChangeData(Optional.empty()))).isEqualTo("use the template's data");
        assertThat(EditName.of(new Edit.Several(List.of(
                        SampleEdits.place("head", 1), SampleEdits.cluster("virtual:3"), SampleEdits.place("x")))))
                .isEqualTo("place head on gpu:1 and 2 more");
    }
}
