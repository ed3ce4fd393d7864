package dev.partita.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Edit;
import dev.partita.project.SampleEdits;
import dev.partita.text.Language;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditNameTest {
    @Test
    void edits_are_called_by_what_they_do() {
        assertThat(EditName.of(SampleEdits.place("decoder/3", 0, 1))).hasToString("place decoder/3 on gpu:0, gpu:1");
        assertThat(EditName.of(SampleEdits.place("decoder/3"))).hasToString("take decoder/3 off every device");
        assertThat(EditName.of(SampleEdits.learningRate(1))).hasToString("change the training of plan A");
        assertThat(EditName.of(SampleEdits.cluster("virtual:3"))).hasToString("change the cluster to virtual:3");
        assertThat(EditName.of(new Edit.ChangeData(Optional.of("text.txt")))).hasToString("use the data text.txt");
        assertThat(EditName.of(new Edit.ChangeData(Optional.empty()))).hasToString("use the template's data");
        assertThat(EditName.of(new Edit.Several(List.of(
                        SampleEdits.place("head", 1), SampleEdits.cluster("virtual:3"), SampleEdits.place("x")))))
                .hasToString("place head on gpu:1 and 2 more");
    }

    @Test
    void a_history_can_be_read_in_either_language() {
        Edit edit = new Edit.Several(List.of(SampleEdits.place("head", 1), SampleEdits.cluster("virtual:3")));
        assertThat(EditName.of(edit).in(Language.ENGLISH)).isEqualTo("place head on gpu:1 and 1 more");
        assertThat(EditName.of(edit).in(Language.CHINESE)).isEqualTo("把 head 放到 gpu:1，另有 1 项");
    }
}
