package dev.partita.ui.roofline;

import dev.partita.checks.Evaluation;
import dev.partita.kernel.Kernel;
import dev.partita.simulation.Simulation;
import dev.partita.timeline.KernelDot;
import dev.partita.timeline.KernelShares;
import dev.partita.timeline.LinkIntensity;
import dev.partita.timeline.Roofline;
import dev.partita.timeline.Timeline;
import dev.partita.ui.chart.LogAxis;
import dev.partita.ui.document.Document;
import dev.partita.ui.document.Notices;
import dev.partita.ui.task.Latest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/** What the roofline view shows: one kind of device, its kernels, and all links. */
final class RooflineModel {
    private record Found(
            List<Roofline> rooflines, List<LinkIntensity> links, List<Map<Kernel, Double>> measuredSeconds) {
        static final Found NOTHING = new Found(List.of(), List.of(), List.of());

        static Found of(Simulation step, Optional<Timeline> measured) {
            List<Roofline> rooflines = Roofline.all(step.timeline().program());
            List<Map<Kernel, Double>> seconds = measured.filter(step.timeline()::comparableTo)
                    .map(taken -> rooflines.stream()
                            .map(roofline -> KernelShares.secondsPerStep(taken, roofline.devices()))
                            .toList())
                    .orElse(List.of());
            return new Found(rooflines, LinkIntensity.all(step.timeline(), step.metrics()), seconds);
        }
    }

    private final Document document;
    private final Latest derivation;
    private final ReadOnlyObjectWrapper<List<Roofline>> rooflines = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<LinkIntensity>> links = new ReadOnlyObjectWrapper<>(List.of());
    /** By roofline and kernel; empty while no measured step of this plan is chosen. */
    private List<Map<Kernel, Double>> measuredSeconds = List.of();

    private final IntegerProperty chosen = new SimpleIntegerProperty();
    private final ObjectProperty<Optional<KernelDot>> selected = new SimpleObjectProperty<>(Optional.empty());

    RooflineModel(Document document, Notices notices) {
        this.document = document;
        this.derivation = new Latest("roofline", notices::fail);
        document.evaluation().subscribe(this::derive);
        document.compared().subscribe(this::derive);
        derive();
    }

    private void derive() {
        Optional<Simulation> simulation = document.evaluation().get().flatMap(Evaluation::simulation);
        Optional<Timeline> measured = document.compared().get();
        derivation.request(
                () -> simulation.map(step -> Found.of(step, measured)).orElse(Found.NOTHING), found -> {
                    selected.set(Optional.empty());
                    measuredSeconds = found.measuredSeconds();
                    rooflines.set(found.rooflines());
                    links.set(found.links());
                });
    }

    /** One for each kind of device in use. */
    ReadOnlyObjectProperty<List<Roofline>> rooflines() {
        return rooflines.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<LinkIntensity>> links() {
        return links.getReadOnlyProperty();
    }

    /** Which roofline is shown. */
    IntegerProperty chosen() {
        return chosen;
    }

    Optional<Roofline> shown() {
        return ofShown(rooflines.get());
    }

    private <T> Optional<T> ofShown(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(Math.clamp(chosen.get(), 0, all.size() - 1)));
    }

    /** Whether a measured step is shown beside the predicted one. */
    boolean showsMeasured() {
        return !measuredSeconds.isEmpty();
    }

    /** The rate that a kernel reached in the measured step; empty where there is none. */
    OptionalDouble measuredRate(KernelDot dot) {
        double seconds = ofShown(measuredSeconds)
                .map(taken -> taken.getOrDefault(dot.kernel(), 0.0))
                .orElse(0.0);
        return seconds > 0 ? OptionalDouble.of(dot.kernel().flops() * dot.calls() / seconds) : OptionalDouble.empty();
    }

    ObjectProperty<Optional<KernelDot>> selected() {
        return selected;
    }

    /** Selects a kernel, and in all views the layers that call it. */
    void select(KernelDot dot) {
        selected.set(Optional.of(dot));
        document.selection().reveal(dot.layers());
    }

    /** Whether a selected layer calls this kernel. */
    boolean concerned(KernelDot dot) {
        Set<String> layers = document.selection().layers().get();
        return dot.layers().stream().anyMatch(layers::contains);
    }

    /** The next kernel with a place in the diagram, most time first. */
    void step(int direction) {
        List<KernelDot> dots = shown().map(RooflineModel::placed).orElse(List.of());
        if (!dots.isEmpty()) {
            int now = selected.get().map(dots::indexOf).orElse(-1);
            select(dots.get(Math.clamp(now + direction, 0, dots.size() - 1)));
        }
    }

    static List<KernelDot> placed(Roofline roofline) {
        return roofline.dots().stream().filter(KernelDot::computes).toList();
    }

    /** Intensities of all kernels and the ridge. */
    static LogAxis intensities(Roofline roofline) {
        double ridge = highest(roofline) / roofline.bytesPerSecond();
        return around(DoubleStream.concat(
                DoubleStream.of(ridge * 4, ridge / 16),
                placed(roofline).stream().mapToDouble(KernelDot::flopsPerByte)));
    }

    /** Rates of all kernels and the roofs. */
    static LogAxis rates(Roofline roofline) {
        double highest = highest(roofline);
        return around(DoubleStream.concat(
                DoubleStream.of(highest * 1.2, highest / 50),
                placed(roofline).stream().mapToDouble(KernelDot::flopsPerSecond)));
    }

    static double highest(Roofline roofline) {
        return roofline.flopsPerSecond().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }

    private static LogAxis around(DoubleStream values) {
        var range = values.summaryStatistics();
        return LogAxis.around(range.getMin(), range.getMax());
    }
}
