package dev.partita.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.graph.GraphEdit;
import dev.partita.operator.Initialization;
import dev.partita.operator.Operator;
import dev.partita.operator.RankOperator;
import dev.partita.plan.Edit;
import dev.partita.plan.ModelSource;
import dev.partita.plan.Optimizer;
import dev.partita.plan.Placement;
import dev.partita.plan.PlanEdit;
import dev.partita.plan.Project;
import dev.partita.plan.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectJsonTest {
    /** The file format, frozen: a change here needs a new format number and a migration. */
    private static final String GPT_MINI = """
            {
              "format": 4,
              "name": "mini",
              "model": {
                "kind": "template",
                "name": "gpt-mini"
              },
              "cluster": {
                "notation": "virtual:2",
                "memory_bytes": null,
                "link_bytes_per_second": null,
                "link_latency_seconds": null
              },
              "data": null,
              "rates": {
                "dollars_per_device_hour": null,
                "priced_on": null,
                "watts_per_device": null,
                "power_usage_effectiveness": 1.1,
                "kilograms_per_kilowatt_hour": 0.385,
                "availability": 1.0
              },
              "plans": {
                "A": {
                  "placement": {
                    "rules": [
                        {"pattern": "embedding", "devices": [0], "mesh": [], "splits": {}}
                      , {"pattern": "decoder/{0..1}", "devices": [0], "mesh": [], "splits": {}}
                      , {"pattern": "decoder/{2..3}", "devices": [1], "mesh": [], "splits": {}}
                      , {"pattern": "head", "devices": [1], "mesh": [], "splits": {}}
                    ]
                  },
                  "training": {
                    "global_batch": 8,
                    "microbatch": 4,
                    "schedule": "1f1b",
                    "optimizer": {
                      "kind": "adamw",
                      "beta1": 0.9,
                      "beta2": 0.999,
                      "epsilon": 1.0E-8,
                      "weight_decay": 0.01
                    },
                    "learning_rate": {
                      "peak": 0.001,
                      "warmup_steps": 0,
                      "total_steps": 0,
                      "final_fraction": 0.0
                    },
                    "clip_norm": 1.0,
                    "recompute": "none",
                    "zero": 0,
                    "precision": "fp32",
                    "frozen": [
                    ]
                  }
                }
              },
              "active_plan": "A"
            }
            """;

    @Test
    void file_format_is_frozen() {
        assertThat(text(SampleProjects.gptMini())).isEqualTo(GPT_MINI);
        assertThat(ProjectJson.read(bytes(GPT_MINI))).isEqualTo(SampleProjects.gptMini());
        assertThat(ProjectJson.formatOf(bytes(GPT_MINI))).isEqualTo(ProjectJson.FORMAT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 95})
    void drag_adds_one_line_and_changes_none(int rulesBefore) {
        List<Rule> rules = new ArrayList<>();
        for (int block = 0; block < rulesBefore; block++) {
            rules.add(new Rule("decoder/" + block, List.of(block % 8)));
        }
        Project before = SampleProjects.project(new Placement(rules));
        Project after = Edit.apply(before, new Edit.Place("A", new Rule("head", List.of(7))));

        List<String> added = new ArrayList<>(text(after).lines().toList());
        assertThat(added).containsSubsequence(text(before).lines().toList());
        assertThat(added).hasSize((int) text(before).lines().count() + 1);
    }

    @ParameterizedTest
    @MethodSource("everyEdit")
    void every_edit_reads_back_as_it_was_written(Edit edit) {
        String text = ProjectJson.write(edit);
        assertThat(text).doesNotContain("\n").doesNotContain("$");
        assertThat(ProjectJson.readEdit(text)).isEqualTo(edit);
    }

    @Test
    void every_case_of_a_sealed_family_has_its_word_in_the_format() {
        for (Class<?> family : List.of(
                Edit.class,
                PlanEdit.class,
                Optimizer.class,
                ModelSource.class,
                GraphEdit.class,
                Operator.class,
                Initialization.class)) {
            // What a rank computes is made by compiling, never written.
            Class<?>[] written = cases(family)
                    .filter(kind -> !RankOperator.class.isAssignableFrom(kind))
                    .toArray(Class<?>[]::new);
            assertThat(PlanMapping.KINDS).containsKeys(written);
        }
    }

    /** Families within the family included. */
    private static Stream<Class<?>> cases(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(ProjectJsonTest::cases)
                : Stream.of(type);
    }

    @Test
    void one_more_layer_adds_one_line_to_a_drawing_and_changes_none() {
        Project drawn = Edit.apply(SampleProjects.gptMini(), new Edit.Draw(new GraphEdit.Rename("head", "logits")));
        Project after = Edit.apply(drawn, new Edit.Draw(new GraphEdit.Rename("norm", "last")));

        List<String> added = new ArrayList<>(text(after).lines().toList());
        assertThat(added).containsSubsequence(text(drawn).lines().toList());
        assertThat(added).hasSize((int) text(drawn).lines().count() + 1);
    }

    @Test
    void an_edit_from_before_rules_had_meshes_is_still_read() {
        String old = "{\"kind\": \"place\", \"plan\": \"A\", \"rule\": {\"pattern\": \"head\", \"devices\": [1]}}";
        assertThat(ProjectJson.readEdit(old)).isEqualTo(new Edit.Place("A", new Rule("head", List.of(1))));
    }

    private static Stream<Edit> everyEdit() {
        return Stream.concat(
                SampleEdits.oneOfEach().stream(),
                SampleGraphEdits.oneOfEach().stream().map(Edit.Draw::new));
    }

    private static String text(Project project) {
        return new String(ProjectJson.write(project), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
