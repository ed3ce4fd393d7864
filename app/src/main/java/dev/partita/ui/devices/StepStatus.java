package dev.partita.ui.devices;

import dev.partita.checks.Evaluation;
import dev.partita.quantity.Human;
import dev.partita.simulation.Simulation;
import dev.partita.ui.document.Workspace;
import dev.partita.ui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;

/** The predicted step in one line, and while something is tried what the step would be. */
final class StepStatus {
    private static final PseudoClass TRIED = PseudoClass.getPseudoClass("tried");

    private final Workspace workspace;
    private final Label label = new Label();

    StepStatus(Workspace workspace) {
        this.workspace = workspace;
        label.setId("status.step");
        label.getStyleClass().add("step-status");
        workspace.document().evaluation().subscribe(this::refresh);
        workspace.document().trial().subscribe(this::refresh);
        workspace.texts().messages().subscribe(ignored -> refresh());
    }

    Label view() {
        return label;
    }

    private void refresh() {
        Optional<Evaluation> trial = workspace.document().trial().get();
        label.setText(text(workspace.texts(), workspace.document().evaluation().get(), trial));
        label.pseudoClassStateChanged(TRIED, trial.isPresent());
    }

    static String text(Texts texts, Optional<Evaluation> now, Optional<Evaluation> trial) {
        Optional<Simulation> step = now.flatMap(Evaluation::simulation);
        Optional<Simulation> tried = trial.flatMap(Evaluation::simulation);
        if (trial.isPresent() && tried.isEmpty()) {
            return texts.now("devices.step.impossible");
        }
        if (step.isPresent() && tried.isPresent()) {
            double before = step.get().stepSeconds();
            double after = tried.get().stepSeconds();
            return texts.now(
                    "devices.step.tried",
                    Human.seconds(before),
                    Human.seconds(after),
                    (after < before ? "−" : "+") + Human.percent(Math.abs(after / before - 1)));
        }
        return tried.or(() -> step)
                .map(found -> predicted(texts, found))
                .orElseGet(() -> texts.now("devices.step.none"));
    }

    private static String predicted(Texts texts, Simulation simulation) {
        List<String> parts = new ArrayList<>();
        parts.add(texts.now("devices.step.predicted", Human.seconds(simulation.stepSeconds())));
        simulation
                .metrics()
                .tokensPerSecond()
                .ifPresent(tokens -> parts.add(texts.now("devices.step.tokens", Human.count(tokens))));
        simulation.metrics().mfu().ifPresent(share -> parts.add("MFU " + Human.percent(share)));
        return String.join("   ", parts);
    }
}
