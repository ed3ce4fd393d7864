package dev.partita.ui.devices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Plan;
import dev.partita.plan.Rule;
import dev.partita.program.BufferKind;
import dev.partita.text.Language;
import dev.partita.timeline.LinkUse;
import dev.partita.ui.Plans;
import dev.partita.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceCardTest {
    private static final Plan PLAN = Plans.plan("gpt3-6.7b", "a100-40g-sxm:1x4");
    private static final Plan AFTER = Plans.with(PLAN, "decoder/{8..15}", 0);
    private static final StepFigures NOW = new StepFigures(Plans.evaluation(PLAN));
    private static final StepFigures THEN = new StepFigures(Plans.evaluation(AFTER));

    private static DeviceCard card(int device, Optional<StepFigures> after) {
        return DeviceCard.of(device, PLAN.cluster(), NOW, after);
    }

    @Test
    void the_parts_of_a_bar_add_up_to_the_peak() {
        for (int device = 0; device < 4; device++) {
            DeviceCard card = card(device, Optional.of(THEN));
            assertThat(card.shares().stream().mapToLong(DeviceCard.Share::bytes).sum())
                    .isEqualTo(card.shown().memory().peakBytes());
        }
    }

    @Test
    void a_hovered_drop_shows_the_memory_and_the_links_after_it() {
        DeviceCard card = card(0, Optional.of(THEN));
        assertThat(card.shown().memory())
                .isEqualTo(Plans.evaluation(AFTER).devices().getFirst());
        assertThat(card.shown().load())
                .isEqualTo(THEN.load(0))
                .isNotEqualTo(card.now().load());
        assertThat(card.greatestChange().orElseThrow().bytes()).isPositive();
    }

    @Test
    void a_drop_that_is_too_much_says_by_how_much_and_of_what() {
        DeviceCard card = card(0, Optional.of(THEN));
        assertThat(new CardTexts(new Texts(Language.ENGLISH)).remark(card, true).orElseThrow())
                .matches("after this drop [0-9.]+ GiB: [0-9.]+ GiB over \\(.+ \\+[0-9.]+ GiB\\)");
        assertThat(new CardTexts(new Texts(Language.CHINESE)).remark(card, true).orElseThrow())
                .matches("放下后 .+：超出 .+（.+）");
    }

    @Test
    void a_device_that_a_drop_does_not_touch_stays_as_it_is() {
        assertThat(DeviceCard.of(3, PLAN.cluster(), NOW, Optional.of(NOW)).after())
                .isEmpty();
    }

    @Test
    void what_links_carry_is_summed_by_device() {
        var links = Plans.evaluation(PLAN).simulation().orElseThrow().metrics().links();
        assertThat(NOW.load(1).inBytes())
                .isEqualTo(links.stream()
                        .filter(link -> link.to() == 1)
                        .mapToLong(LinkUse::bytesPerStep)
                        .sum());
        assertThat(NOW.load(1).outBytes())
                .isEqualTo(links.stream()
                        .filter(link -> link.from() == 1)
                        .mapToLong(LinkUse::bytesPerStep)
                        .sum());
    }

    @Test
    void devices_without_a_program_hold_nothing_and_keep_their_capacity() {
        Plan more = Plans.plan("gpt-mini", "virtual:8");
        DeviceCard idle = DeviceCard.of(7, more.cluster(), new StepFigures(Plans.evaluation(more)), Optional.empty());
        assertThat(idle.now().memory().bytes(BufferKind.WEIGHTS)).isZero();
        assertThat(idle.now().memory().capacityBytes()).isEqualTo(1L << 30);
    }

    @Test
    void devices_of_a_plan_that_does_not_compile_show_no_figures() {
        Plan unplaced = new Plan(
                PLAN.graph(), PLAN.cluster(), PLAN.placement().with(new Rule("decoder/0", List.of())), PLAN.training());
        DeviceCard card =
                DeviceCard.of(0, unplaced.cluster(), new StepFigures(Plans.evaluation(unplaced)), Optional.empty());
        CardTexts words = new CardTexts(new Texts(Language.ENGLISH));
        assertThat(words.memory(card)).startsWith("– of ");
        assertThat(words.busy(card)).isEqualTo("no step");
    }

    @Test
    void a_thousand_devices_are_grouped_by_machine() {
        var rows = DeviceRow.of(Plans.plan("gpt3-175b", "a100-80g-sxm:128x8").cluster());
        assertThat(rows).hasSize(128 + 1024);
        assertThat(rows.get(9)).isInstanceOf(DeviceRow.OfMachine.class);
        assertThat(rows.get(10)).isEqualTo(new DeviceRow.OfDevice(8));
    }

    @Test
    void the_status_bar_tells_the_step_and_what_it_would_be() {
        Texts texts = new Texts(Language.ENGLISH);
        var now = Optional.of(Plans.evaluation(PLAN));
        assertThat(StepStatus.text(texts, now, Optional.empty())).contains("predicted", "tokens/s", "MFU");
        assertThat(StepStatus.text(texts, now, Optional.of(Plans.evaluation(AFTER))))
                .matches("step .+ → .+ \\([+−][0-9.]+ %\\)");
    }
}
