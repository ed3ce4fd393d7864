package dev.partita.loop;

import dev.partita.plan.Precision;
import dev.partita.plan.Recompute;
import dev.partita.plan.Schedule;
import dev.partita.plan.Training;
import dev.partita.plan.Zero;
import dev.partita.template.Template;
import dev.partita.template.Templates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** The cells of the table: each template on each split and with each option, some with each schedule, and mixtures. */
final class Cells {
    private static final int MIXTURES = 40;
    private static final Split DATA = Split.of(1, "data");
    private static final Split PIPELINE = Split.of(2);

    /** Two of text, two of images; of each one in a chain and one with branches or a second input. */
    private static final List<String> UNDER_EVERY_SCHEDULE = List.of("gpt-mini", "t5-mini", "vgg-mini", "resnet-mini");

    private Cells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        List<Template> templates =
                Templates.all().stream().filter(Template::trains).toList();
        templates.forEach(template -> splits(template, cells));
        templates.stream()
                .filter(template -> template.devices() > 0)
                .forEach(template -> cells.add(new Cell(
                        new Cell.Place("As the template places it", template.name(), template.devices() + " devices"),
                        template,
                        Optional.empty(),
                        Cell.plain(template))));
        UNDER_EVERY_SCHEDULE.forEach(name -> schedules(Templates.named(name), cells));
        templates.forEach(template -> memory(template, cells));
        Random random = new Random(MIXTURES);
        for (int number = 1; number <= MIXTURES; number++) {
            cells.add(mixture(number, templates, random));
        }
        return cells;
    }

    /** A few cells drawn from a seed. */
    static List<Cell> sample(int size, long seed) {
        List<Cell> cells = new ArrayList<>(all());
        Collections.shuffle(cells, new Random(seed));
        return cells.subList(0, size);
    }

    private static void splits(Template template, List<Cell> cells) {
        for (Split split : Split.ALL) {
            cells.add(cell("Splits", template, split.toString(), split, Cell.plain(template)));
        }
    }

    private static void schedules(Template template, List<Cell> cells) {
        for (Schedule schedule : Schedule.values()) {
            Training training = under(Cell.plain(template), schedule);
            cells.add(cell("Schedules", template, schedule.key(), PIPELINE, training));
        }
    }

    private static void memory(Template template, List<Cell> cells) {
        Map<String, UnaryOperator<Training>> options = new LinkedHashMap<>();
        for (Recompute recompute : List.of(Recompute.ATTENTION, Recompute.FULL)) {
            options.put("recompute " + recompute.key(), training -> training.with(recompute));
        }
        for (Zero zero : List.of(Zero.OPTIMIZER_STATE, Zero.GRADIENTS, Zero.WEIGHTS)) {
            options.put("zero " + zero.stage(), training -> training.with(zero));
        }
        options.put("bf16", training -> training.with(Precision.BF16));
        options.forEach(
                (name, option) -> cells.add(cell("Memory", template, name, DATA, option.apply(Cell.usual(template)))));
    }

    private static Cell mixture(int number, List<Template> templates, Random random) {
        Template template = any(templates, random);
        Split split = any(Split.ALL, random);
        Schedule schedule = any(List.of(Schedule.values()), random);
        Recompute recompute = any(List.of(Recompute.values()), random);
        Zero zero = any(List.of(Zero.values()), random);
        Precision precision = any(List.of(Precision.FP32, Precision.FP32, Precision.BF16), random);
        Training training =
                under(Cell.usual(template), schedule).with(recompute).with(zero).with(precision);
        String row = "%d: %s on %s, %s, recompute %s, zero %d, %s"
                .formatted(
                        number, template.name(), split, schedule.key(), recompute.key(), zero.stage(), precision.key());
        return new Cell(new Cell.Place("Mixtures", row, "result"), template, Optional.of(split), training);
    }

    private static <T> T any(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    private static Training under(Training training, Schedule schedule) {
        return training.with(training.globalBatch(), training.microbatch(), schedule);
    }

    private static Cell cell(String section, Template template, String column, Split split, Training training) {
        return new Cell(new Cell.Place(section, template.name(), column), template, Optional.of(split), training);
    }
}
