package dev.partita.project;

import dev.partita.plan.BillRates;
import dev.partita.plan.Precision;
import dev.partita.plan.Recompute;
import dev.partita.plan.Zero;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The steps that lead from each older format to the next; a change of the format adds one line here and one to the
 * format number. Format 2 added drawn and imported models: what format 1 says, it says in the same words. Format 3 gave
 * each placement rule a mesh and splits, and training what is recomputed; format 4 what runs are billed at, training its
 * data type, what ranks divide and what is frozen, and schedules that older versions would not know.
 *
 * @param steps by the format they start from
 */
record FormatMigrations(Map<Integer, UnaryOperator<ObjectNode>> steps) {
    static final FormatMigrations ALL = new FormatMigrations(
            Map.of(1, UnaryOperator.identity(), 2, FormatMigrations::completed, 3, FormatMigrations::completed));

    /**
     * A document, a project's or an edit's, with what formats since 3 added, which all mean what was before: an empty mesh
     * and no splits for each placement rule; nothing recomputed, divided or frozen in training, which computes in fp32; the
     * catalogue's rates.
     */
    static ObjectNode completed(ObjectNode document) {
        if (document.has("global_batch") && document.has("schedule")) {
            addIfAbsent(document, "recompute", Recompute.NONE.key());
            addIfAbsent(document, "precision", Precision.FP32.key());
            if (!document.has("zero")) {
                document.put("zero", Zero.NOTHING.stage());
            }
            if (!document.has("frozen")) {
                document.putArray("frozen");
            }
        }
        if (document.has("active_plan") && !document.has("rates")) {
            document.set("rates", PlanMapping.MAPPER.valueToTree(BillRates.CATALOGUE));
        }
        if (document.has("pattern") && document.has("devices")) {
            if (!document.has("mesh")) {
                document.putArray("mesh");
            }
            if (!document.has("splits")) {
                document.putObject("splits");
            }
        }
        for (JsonNode child : document.values()) {
            within(child);
        }
        return document;
    }

    private static void addIfAbsent(ObjectNode document, String key, String value) {
        if (!document.has(key)) {
            document.put(key, value);
        }
    }

    private static void within(JsonNode node) {
        if (node instanceof ObjectNode object) {
            completed(object);
        } else if (node.isArray()) {
            node.values().forEach(FormatMigrations::within);
        }
    }

    FormatMigrations {
        steps = Map.copyOf(steps);
    }

    /** Whether there is a way from this older format to the current one. */
    boolean reaches(int format) {
        for (int at = format; at < ProjectJson.FORMAT; at++) {
            if (!steps.containsKey(at)) {
                return false;
            }
        }
        return true;
    }

    /** The document in the current format. */
    ObjectNode migrate(ObjectNode document, int format) {
        ObjectNode next = document.deepCopy();
        for (int at = format; at < ProjectJson.FORMAT; at++) {
            UnaryOperator<ObjectNode> step = steps.get(at);
            if (step == null) {
                throw new IllegalArgumentException("There is no step from format " + at + " to " + (at + 1) + ".");
            }
            next = step.apply(next);
            next.put(ProjectJson.FORMAT_KEY, at + 1);
        }
        return next;
    }
}
