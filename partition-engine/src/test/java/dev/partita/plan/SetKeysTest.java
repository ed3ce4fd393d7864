package dev.partita.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.template.Templates;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetKeysTest {
    private static final Project MINI =
            NewProject.of("mini", Templates.named("gpt-mini"), ClusterSpec.of("virtual:2"), Optional.empty());

    @Test
    void batches_that_only_fit_each_other_are_set_together_in_any_order() {
        Training training = training("training.microbatch=16", "training.global_batch=64");
        assertThat(training.microbatches()).isEqualTo(4);
        assertThatThrownBy(() -> training("training.microbatch=16"))
                .hasMessage(
                        "The microbatch must divide the global batch, found a microbatch of 16 and a global batch of 8.");
    }

    @Test
    void momentum_needs_sgd_wherever_it_is_named() {
        assertThat(training("training.momentum=0.9", "training.optimizer=sgd", "training.weight_decay=5e-4")
                        .optimizer())
                .isEqualTo(new Optimizer.Sgd(0.9, 5e-4));
        assertThatThrownBy(() -> training("training.momentum=0.9"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("set training.optimizer=sgd as well");
    }

    @Test
    void naming_the_optimizer_that_is_there_keeps_its_constants() {
        Project changed = Edit.apply(MINI, SetKeys.edit(MINI, "A", List.of("training.weight_decay=0.1")));
        Edit again = SetKeys.edit(changed, "A", List.of("training.optimizer=adamw"));
        assertThat(Edit.apply(changed, again)).isEqualTo(changed);
    }

    @Test
    void the_learning_rate_has_a_warm_up_a_peak_and_an_end() {
        LearningRate rate = training(
                        "training.learning_rate=3e-4",
                        "training.warmup_steps=10",
                        "training.total_steps=200",
                        "training.final_fraction=0.1")
                .learningRate();
        assertThat(rate).isEqualTo(new LearningRate(3e-4, 10, 200, 0.1));
    }

    @Test
    void frozen_layers_are_patterns_between_commas_or_none() {
        Project frozen = set("training.frozen=embedding, decoder/{0..1}");
        assertThat(frozen.plan("A").training().frozen()).containsExactly("embedding", "decoder/{0..1}");
        assertThat(Edit.apply(frozen, SetKeys.edit(frozen, "A", List.of("training.frozen=none"))))
                .isEqualTo(MINI);
    }

    @Test
    void schedules_and_clipping_are_set_by_their_words() {
        Training training = training("training.schedule=gpipe", "training.clip_norm=1");
        assertThat(training.schedule()).isEqualTo(Schedule.GPIPE);
        assertThat(training.clips()).isTrue();
    }

    @Test
    void figures_of_the_cluster_have_units() {
        ClusterSpec cluster = set(
                        "cluster.memory=1.5GiB", "cluster.link_bandwidth=200Gb/s", "cluster.link_latency=20us")
                .cluster();
        assertThat(cluster.memoryBytes()).hasValue(3L << 29);
        assertThat(cluster.linkBytesPerSecond()).hasValue(25e9);
        assertThat(cluster.linkLatencySeconds()).hasValue(20e-6);
    }

    @Test
    void another_cluster_starts_with_its_own_figures() {
        Project narrow = set("cluster.memory=64MiB");
        Project wide = Edit.apply(narrow, SetKeys.edit(narrow, "A", List.of("cluster=a100-80g-sxm:1x2")));
        assertThat(wide.cluster()).isEqualTo(ClusterSpec.of("a100-80g-sxm:1x2"));
        assertThat(set("cluster.memory=64MiB", "cluster=virtual:3").cluster().memoryBytes())
                .isEqualTo(OptionalLong.of(64 << 20));
    }

    @Test
    void data_is_a_path_and_empty_means_the_built_in_sample() {
        Project own = set("data=texts/a=b.txt");
        assertThat(own.data()).contains("texts/a=b.txt");
        assertThat(Edit.apply(own, SetKeys.edit(own, "A", List.of("data="))).data())
                .isEmpty();
    }

    @Test
    void settings_are_one_step_of_the_history() {
        Edit edit = SetKeys.edit(MINI, "A", List.of("training.microbatch=4", "cluster=virtual:4", "data=text.txt"));
        Project changed = Edit.apply(MINI, edit);
        assertThat(Edit.apply(changed, Edit.inverse(MINI, edit)))
                .isEqualTo(MINI)
                .isNotEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "training.micro_batch=4|No setting is called \"training.micro_batch\"; choose one of training.microbatch, ",
                "microbatch=4|choose one of training.microbatch, ",
                "training.microbatch|A setting is KEY=VALUE, found \"training.microbatch\"",
                "training.microbatch=0|training.microbatch is a whole number of 1 or more, such as 8, found \"0\".",
                "training.microbatch=-2|training.microbatch is a whole number of 1 or more, such as 8, found \"-2\".",
                "training.warmup_steps=9999999999|training.warmup_steps is a whole number of 0 to 2147483647",
                "training.learning_rate=fast|training.learning_rate is a number such as 0.001 or 1e-3, found \"fast\".",
                "training.learning_rate=NaN|training.learning_rate is a number",
                "training.learning_rate=0|A learning rate must be positive and finite, found 0.0.",
                "training.learning_rate=1e999|A learning rate must be positive and finite, found Infinity.",
                "training.weight_decay=-1|The weight decay must be 0 (off) or positive, found -1.0.",
                "training.clip_norm=-1|The clip norm must be 0 (off) or positive, found -1.0.",
                "training.schedule=zigzag|training.schedule is gpipe, 1f1b, interleaved, zb-h1, zb-v, dualpipe-v or list, found \"zigzag\".",
                "training.optimizer=lion|training.optimizer is sgd or adamw, found \"lion\".",
                "training.data_type=fp8|training.data_type is fp32, bf16 or fp16, found \"fp8\".",
                "training.recompute=decoder|training.recompute is none, attention or full",
                "training.frozen=|A pattern of frozen layers is empty; name layers or scopes, such as embedding or decoder, or none.",
                "training.zero=4|training.zero is 0, 1, 2 or 3, found \"4\".",
                "cluster=virtual:0|the nearest is virtual:1.",
                "cluster.memory=12|An amount of memory is a number with its unit",
                "cluster.link_bandwidth=0GB/s|A bandwidth lies between",
                "cluster.link_latency=-1us|A time is a number with its unit",
            })
    void a_wrong_setting_is_answered_in_one_sentence(String setting, String answer) {
        assertThatThrownBy(() -> set(setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(answer);
    }

    @Test
    void a_setting_given_twice_is_refused() {
        assertThatThrownBy(() -> set("training.microbatch=2", "training.microbatch=4"))
                .hasMessage("A setting is given once, found training.microbatch twice; leave one out.");
    }

    private static Project set(String... settings) {
        return Edit.apply(MINI, SetKeys.edit(MINI, "A", List.of(settings)));
    }

    private static Training training(String... settings) {
        return set(settings).plan("A").training();
    }
}
