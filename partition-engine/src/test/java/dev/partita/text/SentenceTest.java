package dev.partita.text;

import static dev.partita.text.Language.CHINESE;
import static dev.partita.text.Language.ENGLISH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.quantity.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {
    @Test
    void one_value_is_said_in_either_language_at_any_moment() {
        Sentence sentence = Sentence.of("engine.training.microbatch", 3, 8);
        assertThat(sentence.in(ENGLISH))
                .isEqualTo(
                        "The microbatch must divide the global batch, found a microbatch of 3 and a global batch of 8.");
        assertThat(sentence.in(CHINESE)).isEqualTo("全局批次必须是微批次的整数倍，却是微批次 3、全局批次 8。");
        assertThat(sentence.in(ENGLISH)).startsWith("The microbatch");
    }

    @Test
    void a_number_chooses_the_word_after_it_where_the_language_has_two() {
        assertThat(Sentence.of("engine.fix.split_evenly", 1).in(ENGLISH)).endsWith("over 1 device");
        assertThat(Sentence.of("engine.fix.split_evenly", 4).in(ENGLISH)).endsWith("over 4 devices");
        assertThat(Sentence.of("engine.fix.split_evenly", 1).in(CHINESE)).isEqualTo("把模型均匀切分到 1 个设备");
    }

    @Test
    void a_list_names_a_few_and_counts_the_others() {
        assertThat(Listing.and(List.of("a"), 3).in(ENGLISH)).isEqualTo("a");
        assertThat(Listing.and(List.of("a", "b"), 3).in(ENGLISH)).isEqualTo("a and b");
        assertThat(Listing.and(List.of("a", "b", "c"), 3).in(ENGLISH)).isEqualTo("a, b and c");
        Listing seven = Listing.and(List.of("a", "b", "c", "d", "e", "f", "g"), 3);
        assertThat(seven.in(ENGLISH)).isEqualTo("a, b, c and 4 more");
        assertThat(seven.in(CHINESE)).isEqualTo("a、b、c 等 7 项");
    }

    @Test
    void lists_are_held_together_by_what_they_are() {
        List<String> names = List.of("a", "b", "c");
        assertThat(Listing.or(names).in(ENGLISH)).isEqualTo("a, b or c");
        assertThat(Listing.or(names).in(CHINESE)).isEqualTo("a、b 或 c");
        assertThat(Listing.names(names).in(ENGLISH)).isEqualTo("a, b, c");
        assertThat(Listing.clauses(names).in(CHINESE)).isEqualTo("a，b，c");
        assertThat(Listing.findings(names).in(ENGLISH)).isEqualTo("a; b; c");
    }

    @Test
    void sentences_within_sentences_follow_the_language_and_quantities_keep_their_units() {
        Sentence layers = Sentence.of("engine.list.range", "gpu:2", "gpu:7");
        Sentence moved = Sentence.of("engine.fix.place", Listing.and(List.of("head", "loss"), 3), layers);
        assertThat(moved.in(ENGLISH)).isEqualTo("Place head and loss on gpu:2 to gpu:7");
        assertThat(moved.in(CHINESE)).isEqualTo("把 head 和 loss 放到 gpu:2 至 gpu:7");
        assertThat(Sentence.of("engine.effect.peak_is", "gpu:0", Bytes.gibibytes(2))
                        .in(CHINESE))
                .isEqualTo("gpu:0 的峰值为 2.0 GiB");
    }

    @Test
    void a_clause_has_no_full_stop_and_a_refusal_is_the_same_sentence_in_english() {
        Refusal refusal = new Refusal(Sentence.of("engine.rule.empty"));
        assertThat(refusal).hasMessage("A placement rule needs a layer, a scope or a glob, found nothing.");
        assertThat(new Clause(refusal.sentence()).in(ENGLISH)).endsWith("found nothing");
        assertThat(new Clause(refusal.sentence()).in(CHINESE)).isEqualTo("放置规则需要层、作用域或通配符，却是空的");
    }

    @Test
    void values_are_put_in_as_they_are_whatever_they_look_like() {
        assertThat(Sentence.of("engine.graph.no_layer", "{0} $1 \\").in(ENGLISH))
                .isEqualTo("No layer is called {0} $1 \\.");
    }
}
