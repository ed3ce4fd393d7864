package dev.partita.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillCommandTest {
    @TempDir
    private Path home;

    private Terminal terminal;
    private Path project;

    @BeforeEach
    void cardsForASmallGpt() {
        terminal = new Terminal();
        project = home.resolve("small");
        terminal.type("new", project, "--template", "gpt3-small", "--cluster", "a100-80g-sxm:1x8");
    }

    @Test
    void tokens_become_steps_hours_money_and_energy() {
        var bill = terminal.type("bill", project, "--tokens", "300B", "--json").json();
        assertThat(bill.get("tokens").doubleValue()).isCloseTo(300e9, within(2048.0));
        double hours = bill.get("steps").longValue() * bill.get("step_seconds").doubleValue() * 8 / 3600;
        assertThat(bill.get("device_hours").doubleValue()).isCloseTo(hours, within(hours * 1e-9));
        assertThat(bill.get("dollars").doubleValue())
                .isCloseTo(hours * bill.get("dollars_per_device_hour").doubleValue(), within(hours * 1e-6));
    }

    /** Brown et al. 2020, table D.1 has 2.6 petaflop/s-days for 6 N D; attention's products come on top. */
    @Test
    void gpt3_small_takes_what_its_paper_says_and_its_attention() {
        var bill = terminal.type("bill", project, "--tokens", "300B", "--json").json();
        assertThat(bill.get("petaflop_days").doubleValue()).isBetween(2.6, 4.0);
    }

    @Test
    void a_project_has_its_own_price_and_its_day() {
        terminal.type("set", project, "bill.price=2.50", "bill.priced_on=2026-11-24");
        assertThat(terminal.type("bill", project, "--samples", "1k").out())
                .contains("$2.50", "the project's price of 2026-11-24");
        terminal.type("set", project, "bill.price=catalogue");
        assertThat(terminal.type("bill", project, "--samples", "1k").out()).contains("median of 5 list prices");
    }

    @Test
    void an_amount_that_is_none_is_refused() {
        assertThat(terminal.type("bill", project, "--tokens", "many").refusal(2))
                .contains("300B", "\"many\"");
        terminal.type("set", project, "training.total_steps=0");
        assertThat(terminal.type("bill", project).refusal(2)).contains("--tokens");
    }
}
