package dev.partita.ui.problems;

import dev.partita.checks.CheckReport;
import dev.partita.checks.Diagnostic;
import dev.partita.checks.Fix;
import dev.partita.checks.Severity;
import dev.partita.ui.document.Document;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The findings about the plan, the one that is looked at, and its fixes. */
final class ProblemsModel {
    private final Document document;
    private final ObservableList<Diagnostic> findings = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<Diagnostic>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Fix>> previewed = new ReadOnlyObjectWrapper<>(Optional.empty());

    ProblemsModel(Document document) {
        this.document = document;
        document.report()
                .subscribe(report -> show(report.map(CheckReport::diagnostics).orElse(List.of())));
        document.plan().subscribe((before, after) -> endPreview());
    }

    /** The finding that was selected stays so if it is still there, and its neighbour takes its place otherwise. */
    private void show(List<Diagnostic> next) {
        Optional<Diagnostic> before = selected.get();
        int index = before.map(findings::indexOf).orElse(0);
        findings.setAll(next);
        selected.set(before.flatMap(this::same)
                .or(() -> next.isEmpty()
                        ? Optional.empty()
                        : Optional.of(next.get(Math.clamp(index, 0, next.size() - 1)))));
    }

    private Optional<Diagnostic> same(Diagnostic before) {
        return findings.stream()
                .filter(finding -> finding.code() == before.code()
                        && finding.where().toString().equals(before.where().toString()))
                .findFirst();
    }

    /** Errors first. */
    ObservableList<Diagnostic> findings() {
        return FXCollections.unmodifiableObservableList(findings);
    }

    ObservableValue<Optional<CheckReport>> report() {
        return document.report();
    }

    ObjectProperty<Optional<Diagnostic>> selected() {
        return selected;
    }

    /** The fix whose effect the whole window shows now. */
    ReadOnlyObjectProperty<Optional<Fix>> previewed() {
        return previewed.getReadOnlyProperty();
    }

    ObservableValue<Long> count(Severity severity) {
        return document.report()
                .map(report -> report.map(CheckReport::diagnostics).orElse(List.of()).stream()
                        .filter(finding -> finding.severity() == severity)
                        .count());
    }

    /** Selects the finding so many places further, around the end, and shows where it is. */
    void step(int places) {
        if (!findings.isEmpty()) {
            int index = selected.get().map(findings::indexOf).orElse(-1);
            int next = index < 0 ? 0 : Math.floorMod(index + places, findings.size());
            selected.set(Optional.of(findings.get(next)));
            reveal();
        }
    }

    /** Selects the layers and the device that the selected finding is about. */
    void reveal() {
        document.evaluation()
                .get()
                .ifPresent(evaluation -> selected.get()
                        .map(finding -> Place.of(finding, evaluation))
                        .ifPresent(this::reveal));
    }

    private void reveal(Place place) {
        document.selection().device().set(place.device());
        document.selection().reveal(place.layers());
    }

    /** Makes a fix: one edit, which undo takes back. */
    void apply(Fix fix) {
        endPreview();
        document.send(fix.edit());
    }

    /** Shows everywhere where a fix would lead, until {@link #endPreview}. */
    void preview(Fix fix) {
        previewed.set(Optional.of(fix));
        document.tryOut(fix.edit());
    }

    void togglePreview(Fix fix) {
        if (previewed.get().equals(Optional.of(fix))) {
            endPreview();
        } else {
            preview(fix);
        }
    }

    void endPreview() {
        if (previewed.get().isPresent()) {
            previewed.set(Optional.empty());
            document.endTrial();
        }
    }
}
