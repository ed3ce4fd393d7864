package dev.partita.project;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.partita.graph.GraphEdit;
import dev.partita.operator.Initialization;
import dev.partita.operator.Operator;
import dev.partita.plan.Edit;
import dev.partita.plan.ModelSource;
import dev.partita.plan.Optimizer;
import dev.partita.plan.PlanEdit;
import dev.partita.plan.Precision;
import dev.partita.plan.Project;
import dev.partita.plan.Recompute;
import dev.partita.plan.Schedule;
import dev.partita.plan.Zero;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * How the records of {@code dev.partita.plan} are spelled in JSON: component names in snake case, in the order of the
 * record, cases of sealed types by the word in {@code kind}. The records carry no annotations, and there are no twins
 * of them; what a record's constructor refuses, the file cannot say.
 */
final class PlanMapping {
    /** The words of the file format: renaming a class must not change them. */
    static final Map<Class<?>, String> KINDS = kinds();

    /** Far beyond any honest project, far below what would hurt: checked by the parser before it allocates. */
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(64)
            .maxStringLength(100_000)
            .maxNameLength(1_000)
            .maxNumberLength(64)
            .build();

    static final JsonMapper MAPPER = mapper();

    private PlanMapping() {}

    private static Map<Class<?>, String> kinds() {
        Map<Class<?>, String> kinds = new LinkedHashMap<>(GraphWords.KINDS);
        kinds.put(ModelSource.Template.class, "template");
        kinds.put(ModelSource.Imported.class, "imported");
        kinds.put(ModelSource.Drawn.class, "drawn");
        kinds.put(Optimizer.Sgd.class, "sgd");
        kinds.put(Optimizer.AdamW.class, "adamw");
        kinds.put(Edit.Place.class, "place");
        kinds.put(Edit.ReplacePlacement.class, "replace_placement");
        kinds.put(Edit.ChangeTraining.class, "change_training");
        kinds.put(Edit.ChangeCluster.class, "change_cluster");
        kinds.put(Edit.ChangeData.class, "change_data");
        kinds.put(Edit.ChangeRates.class, "change_rates");
        kinds.put(Edit.Draw.class, "draw");
        kinds.put(Edit.Redraw.class, "redraw");
        kinds.put(Edit.ChangeModel.class, "change_model");
        kinds.put(Edit.ChangePlans.class, "change_plans");
        kinds.put(PlanEdit.Add.class, "add");
        kinds.put(PlanEdit.Delete.class, "delete");
        kinds.put(PlanEdit.Rename.class, "rename");
        kinds.put(PlanEdit.Select.class, "select");
        kinds.put(Edit.Several.class, "several");
        return Collections.unmodifiableMap(kinds);
    }

    private static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(BOUNDS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        JsonMapper.Builder builder = JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addMixIn(Project.class, WithFormat.class)
                .addMixIn(Schedule.class, ByKey.class)
                .addMixIn(Recompute.class, ByKey.class)
                .addMixIn(Zero.class, ByStage.class)
                .addMixIn(Precision.class, ByKey.class);
        for (Class<?> family : new Class<?>[] {
            ModelSource.class,
            Optimizer.class,
            Edit.class,
            PlanEdit.class,
            GraphEdit.class,
            Operator.class,
            Initialization.class
        }) {
            builder.addMixIn(family, ByKind.class);
        }
        KINDS.forEach((type, word) -> builder.registerSubtypes(new NamedType(type, word)));
        return builder.build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface ByKind {}

    private interface ByKey {
        @JsonValue
        String key();
    }

    private interface ByStage {
        @JsonValue
        int stage();
    }

    /** The format number is read before the project and is no part of it. */
    @JsonIgnoreProperties(ProjectJson.FORMAT_KEY)
    private interface WithFormat {}
}
