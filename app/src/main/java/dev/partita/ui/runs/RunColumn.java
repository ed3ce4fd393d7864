package dev.partita.ui.runs;

import dev.partita.history.Run;
import dev.partita.history.RunStatus;
import dev.partita.quantity.Human;
import dev.partita.ui.document.RunProgress;
import dev.partita.ui.text.Texts;
import dev.partita.workbench.Figures;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * A column that the list of runs can have.
 *
 * @param id what it is remembered by
 * @param usual whether it is shown unless the user says otherwise
 */
record RunColumn(String id, String titleKey, double width, boolean number, boolean usual, Function<Run, String> value) {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("MM-dd HH:mm").withZone(ZoneId.systemDefault());

    static List<RunColumn> all(Texts texts, RunsModel model) {
        return List.of(
                number("run", "runs.run", 40, run -> String.valueOf(run.id())),
                words("started", "runs.started", 88, run -> WHEN.format(run.started())),
                words("plan", "runs.plan", 44, Run::plan),
                words("status", "runs.status", 76, run -> status(texts, run)),
                words(
                        "tags",
                        "runs.tags",
                        96,
                        run -> String.join(" ", run.note().tags())),
                words("note", "runs.note", 160, run -> run.note().text().replace('\n', ' '))
                        .unusual(),
                number("steps", "runs.steps", 56, run -> steps(model, run)),
                number("loss", "runs.tab.loss", 126, run -> loss(model, run)),
                number("predicted", "runs.predicted", 108, RunColumn::predicted),
                number("measured", "runs.measured", 120, RunColumn::measured),
                number("rate", "runs.tab.rate", 70, run -> result(run, "tokens_per_second", Figures::rate)),
                number(
                                "samples",
                                "runs.result.samples_per_second",
                                110,
                                run -> result(run, "samples_per_second", Figures::rate))
                        .unusual(),
                number("peak", "runs.tab.peak", 100, RunColumn::peak).unusual(),
                number("seed", "runs.tab.seed", 56, run -> String.valueOf(run.seed()))
                        .unusual(),
                number("microbatch", "runs.tab.microbatch", 90, run -> told(run, "training.microbatch"))
                        .unusual(),
                words("optimizer", "runs.tab.optimizer", 90, run -> told(run, "training.optimizer"))
                        .unusual());
    }

    private static RunColumn number(String id, String titleKey, double width, Function<Run, String> value) {
        return new RunColumn(id, titleKey, width, true, true, value);
    }

    private static RunColumn words(String id, String titleKey, double width, Function<Run, String> value) {
        return new RunColumn(id, titleKey, width, false, true, value);
    }

    private RunColumn unusual() {
        return new RunColumn(id, titleKey, width, number, false, value);
    }

    static String status(Texts texts, Run run) {
        return texts.now("runs.status." + run.status().key());
    }

    private static String steps(RunsModel model, Run run) {
        Optional<RunProgress> now = model.progress(run);
        return now.isPresent() ? now.get().done() + "/" + run.steps() : String.valueOf(run.steps());
    }

    private static String loss(RunsModel model, Run run) {
        Optional<RunProgress> now =
                model.progress(run).filter(found -> found.loss().isPresent());
        if (now.isPresent()) {
            return Figures.loss(now.get().loss().getAsDouble());
        }
        Double first = run.results().get("first_loss");
        Double last = run.results().get("last_loss");
        return first == null || last == null ? "" : Figures.loss(first) + " → " + Figures.loss(last);
    }

    private static String predicted(Run run) {
        return run.predictedStepSeconds().isPresent()
                ? Human.seconds(run.predictedStepSeconds().getAsDouble())
                : "";
    }

    private static String measured(Run run) {
        Double measured = run.results().get("measured_step_seconds");
        if (measured == null || measured == 0) {
            return "";
        }
        String difference = run.predictedStepSeconds().isPresent()
                ? "  " + Figures.difference(run.predictedStepSeconds().getAsDouble(), measured)
                : "";
        return Human.seconds(measured) + difference;
    }

    private static String result(Run run, String name, DoubleFunction<String> written) {
        Double value = run.results().get(name);
        return value == null || run.status() == RunStatus.RUNNING ? "" : written.apply(value);
    }

    /** Of the fullest device. */
    private static String peak(Run run) {
        return run.results().entrySet().stream()
                .filter(result -> result.getKey().endsWith(" measured_peak_bytes"))
                .map(Map.Entry::getValue)
                .max(Double::compare)
                .map(bytes -> Human.bytes(Math.round(bytes)))
                .orElse("");
    }

    /** What the run was told, under whatever plan. */
    private static String told(Run run, String setting) {
        return run.configuration().getOrDefault("plans." + run.plan() + "." + setting, "");
    }
}
