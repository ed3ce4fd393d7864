package dev.partita.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Edit;
import dev.partita.plan.PlanEdit;
import dev.partita.plan.PlanNames;
import dev.partita.plan.SetKeys;
import dev.partita.project.SampleEdits;
import dev.partita.project.SampleProjects;
import dev.partita.text.Language;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditNameTest {
    private static String name(Edit edit) {
        return EditName.of(edit, Edit.inverse(SampleProjects.gptMini(), edit)).in(Language.ENGLISH);
    }

    @Test
    void edits_are_called_by_what_they_do() {
        assertThat(name(SampleEdits.place("decoder/3", 0, 1))).isEqualTo("place decoder/3 on gpu:0, gpu:1");
        assertThat(name(SampleEdits.place("decoder/3"))).isEqualTo("take decoder/3 off every device");
        assertThat(name(SampleEdits.cluster("virtual:3"))).isEqualTo("change the cluster to virtual:3");
        assertThat(name(new Edit.ChangeData(Optional.of("text.txt")))).isEqualTo("use the data text.txt");
        assertThat(name(new Edit.ChangeData(Optional.empty()))).isEqualTo("use the template's data");
        assertThat(name(new Edit.Several(List.of(
                        SampleEdits.place("head", 1), SampleEdits.cluster("virtual:3"), SampleEdits.place("x")))))
                .isEqualTo("place head on gpu:1 and 2 more");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cluster.memory=2GiB | set the memory of each device to 2.0 GiB",
                "cluster.link_bandwidth=50MB/s | set the bandwidth of each link to 50.0 MB/s",
                "cluster.link_latency=5us | set the latency of each link to 5.0 µs",
                "training.microbatch=2 | set the microbatch of plan A to 2",
                "training.clip_norm=3 | change the training of plan A",
                "cluster=virtual:3 | change the cluster to virtual:3"
            })
    void a_change_of_one_setting_is_called_by_it(String setting, String expected) {
        assertThat(name(SetKeys.edit(SampleProjects.gptMini(), "A", List.of(setting))))
                .isEqualTo(expected);
    }

    @Test
    void changes_of_plans_name_the_plan() {
        Edit copy = PlanNames.copy(SampleProjects.gptMini(), "A", "wide");
        assertThat(name(copy)).isEqualTo("add plan wide");
        assertThat(name(new Edit.ChangePlans(new PlanEdit.Rename("A", "B")))).isEqualTo("rename plan A to B");
    }

    @Test
    void a_history_can_be_read_in_either_language() {
        Edit edit = new Edit.Several(List.of(SampleEdits.place("head", 1), SampleEdits.cluster("virtual:3")));
        Edit inverse = Edit.inverse(SampleProjects.gptMini(), edit);
        assertThat(EditName.of(edit, inverse).in(Language.ENGLISH)).isEqualTo("place head on gpu:1 and 1 more");
        assertThat(EditName.of(edit, inverse).in(Language.CHINESE)).isEqualTo("把 head 放到 gpu:1，另有 1 项");
    }
}
