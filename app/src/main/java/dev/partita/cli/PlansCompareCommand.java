package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.checks.ComparedFigure;
import dev.partita.checks.Evaluation;
import dev.partita.checks.Evaluator;
import dev.partita.checks.PlanComparison;
import dev.partita.cli.terminal.Table;
import dev.partita.graph.ModelGraph;
import dev.partita.hardware.Cluster;
import dev.partita.i18n.Messages;
import dev.partita.plan.LayerPatterns;
import dev.partita.plan.Plan;
import dev.partita.plan.Project;
import dev.partita.workbench.LocalRuntime;
import dev.partita.workbench.WorkFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Two plans of one project side by side. */
@Command(name = "compare")
final class PlansCompareCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "A", descriptionKey = "plans.name")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", descriptionKey = "plans.name")
    private String second = "";

    private final Session session;
    private final PlansCommand plans;

    PlansCompareCommand(Session session, PlansCommand plans) {
        this.session = session;
        this.plans = plans;
    }

    @Override
    public void run() {
        Project project = plans.project();
        try (LocalRuntime runtime = session.runtime()) {
            PlanComparison found =
                    new PlanComparison(evaluate(project, first, runtime), evaluate(project, second, runtime));
            session.report(compared(found));
        }
    }

    private Evaluation evaluate(Project project, String name, LocalRuntime runtime) {
        Plan plan = WorkFailure.ifInputIsBad(() -> project.resolve(name));
        try (CalibrationProgress progress = new CalibrationProgress(session)) {
            runtime.calibrate(plan, progress);
        }
        try (Session.Ending ignored = Busy.with(session, "check.busy")) {
            return WorkFailure.ifInputIsBad(() -> new Evaluator(runtime.profile(plan.cluster())).evaluate(plan));
        }
    }

    private Compared compared(PlanComparison found) {
        ModelGraph graph = found.first().plan().graph();
        return new Compared(
                first,
                second,
                session.text(found.verdict(first, second)),
                found.moves().stream().map(move -> Moved.of(graph, move)).toList(),
                found.figures().stream().map(this::figure).toList());
    }

    private Figure figure(ComparedFigure figure) {
        String better = switch (figure.better()) {
            case FIRST -> first;
            case SECOND -> second;
            case NEITHER -> "";
        };
        return new Figure(
                session.text(figure.what()),
                figure.unit().name().toLowerCase(Locale.ROOT),
                figure.first(),
                figure.second(),
                better,
                figure);
    }

    record Moved(List<String> layers, List<String> from, List<String> to) {
        static Moved of(ModelGraph graph, PlanComparison.Move move) {
            return new Moved(LayerPatterns.of(graph, move.layers()), names(move.from()), names(move.to()));
        }

        private static List<String> names(List<Integer> devices) {
            return devices.stream().map(Cluster::deviceName).toList();
        }
    }

    /** @param better the name of the better plan; empty if neither is */
    record Figure(
            String name,
            String unit,
            OptionalDouble a,
            OptionalDouble b,
            String better,
            @JsonIgnore ComparedFigure texts) {}

    record Compared(String a, String b, String verdict, List<Moved> moved, List<Figure> figures) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            List<String> lines = new ArrayList<>(List.of(verdict, ""));
            Table table = new Table(List.of("", a, b, messages.text("plans.difference")));
            figures.forEach(figure -> table.row(List.of(
                    figure.name(),
                    marked(figure, a, figure.texts().firstText()),
                    marked(figure, b, figure.texts().secondText()),
                    figure.texts().differenceText())));
            lines.addAll(table.lines());
            lines.add("");
            lines.addAll(moved.isEmpty() ? List.of(messages.text("plans.no_moves")) : moves(messages));
            return lines;
        }

        private static String marked(Figure figure, String plan, String value) {
            return (figure.better().equals(plan) ? "* " : "") + value;
        }

        private List<String> moves(Messages messages) {
            Table table = new Table(List.of(messages.text("plans.moved"), a, b)).left(1, 2);
            moved.forEach(move -> table.row(List.of(
                    String.join(", ", move.layers()), where(messages, move.from()), where(messages, move.to()))));
            return table.lines();
        }

        private static String where(Messages messages, List<String> devices) {
            return devices.isEmpty() ? messages.text("place.nowhere") : String.join(", ", devices);
        }
    }
}
