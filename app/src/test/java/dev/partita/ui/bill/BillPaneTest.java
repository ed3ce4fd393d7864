package dev.partita.ui.bill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.BillRates;
import dev.partita.plan.Project;
import dev.partita.text.Language;
import dev.partita.ui.PaneTest;
import dev.partita.ui.Plans;
import dev.partita.ui.document.Workspace;
import dev.partita.workbench.TrainedAmount.Unit;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class BillPaneTest extends PaneTest {
    @Override
    protected Project project() {
        return Plans.project("gpt-mini", "virtual:2");
    }

    @Override
    protected Parent content(Workspace opened) {
        return new StackPane(new BillPane(opened).view());
    }

    @Test
    void a_typed_price_is_dated_today_and_taken_back_with_one_undo() {
        settle();
        type(RateField.PRICE, "2.50");
        BillRates rates = document().project().get().rates();
        assertThat(rates.dollarsPerDeviceHour()).hasValue(2.5);
        assertThat(rates.pricedOn()).contains(LocalDate.now().toString());
        interact(() -> document().undo());
        assertThat(document().project().get().rates()).isEqualTo(BillRates.CATALOGUE);
        assertThat(this.<TextField>node(RateField.PRICE).getText()).isEmpty();
    }

    @Test
    void a_price_that_cannot_be_is_refused_beside_its_field() {
        settle();
        type(RateField.PRICE, "-1");
        assertThat(document().project().get().rates()).isEqualTo(BillRates.CATALOGUE);
        assertThat(this.<TextField>node(RateField.PRICE).getPseudoClassStates())
                .extracting(Object::toString)
                .contains("wrong");
    }

    @Test
    void a_virtual_cluster_says_what_to_set_and_the_bill_follows_amount_and_language() {
        settle();
        type("bill.trained", "1000000");
        waitUntil(() -> said().contains("1.0 M tokens") && said().contains("set bill.price"));
        interact(() -> workspace().texts().language().set(Language.CHINESE));
        assertThat(said()).contains("请设置 bill.price");
        interact(() -> this.<ComboBox<Unit>>node("bill.unit").setValue(Unit.EPOCHS));
        assertThat(workspace().commands().get("bill.copy").twinText().orElseThrow())
                .endsWith("--epochs 1");
    }

    private void type(String field, String text) {
        interact(() -> {
            this.<TextField>node(field).requestFocus();
            this.<TextField>node(field).setText(text);
        });
        push(KeyCode.ENTER);
    }

    private String said() {
        Node content = this.<ScrollPane>node("bill.lines").getContent();
        return List.copyOf(from(content)
                        .lookup((Labeled label) -> label.isVisible())
                        .queryAllAs(Labeled.class))
                .stream()
                .map(Labeled::getText)
                .collect(Collectors.joining("\n"));
    }
}
