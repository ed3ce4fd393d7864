package dev.partita.ui.problems;

import dev.partita.checks.Severity;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** How bad a finding is, as a shape and a colour. */
final class SeverityIcon {
    private SeverityIcon() {}

    static FontIcon of(Severity severity) {
        FontIcon icon = new FontIcon(
                switch (severity) {
                    case ERROR -> MaterialDesignC.CLOSE_CIRCLE;
                    case WARNING -> MaterialDesignA.ALERT;
                    case INFO -> MaterialDesignI.INFORMATION;
                });
        icon.getStyleClass().addAll("severity", "severity-" + severity.key());
        return icon;
    }
}
