package dev.partita.project;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Lays a project out for people and for line-by-line comparison. Each rule of a placement has a line of its own, and
 * the comma between two rules stands before the second: so a rule added at the end, which is what a drag does, adds
 * one line and changes none. The rest is indented by two.
 */
final class ProjectText {
    private final StringBuilder text = new StringBuilder();

    private ProjectText() {}

    static String of(JsonNode document) {
        ProjectText layout = new ProjectText();
        layout.value(document, "");
        return layout.text.append('\n').toString();
    }

    private void value(JsonNode node, String indent) {
        if (node.isObject() && !node.isEmpty()) {
            object(node, indent);
        } else if (node.isArray()) {
            lines(node, indent);
        } else {
            text.append(inline(node));
        }
    }

    private void object(JsonNode node, String indent) {
        String inner = indent + "  ";
        String separator = "{\n";
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            text.append(separator)
                    .append(inner)
                    .append(quoted(property.getKey()))
                    .append(": ");
            value(property.getValue(), inner);
            separator = ",\n";
        }
        text.append('\n').append(indent).append('}');
    }

    private void lines(JsonNode array, String indent) {
        text.append("[\n");
        String separator = "    ";
        for (JsonNode element : array) {
            text.append(indent).append(separator).append(inline(element)).append('\n');
            separator = "  , ";
        }
        text.append(indent).append(']');
    }

    /** A value on one line, with a space after each comma and colon. */
    static String inline(JsonNode node) {
        StringBuilder line = new StringBuilder();
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> property : node.properties()) {
                line.append(line.isEmpty() ? "" : ", ");
                line.append(quoted(property.getKey())).append(": ").append(inline(property.getValue()));
            }
            return "{" + line + "}";
        }
        if (node.isArray()) {
            for (JsonNode element : node) {
                line.append(line.isEmpty() ? "" : ", ").append(inline(element));
            }
            return "[" + line + "]";
        }
        return PlanMapping.MAPPER.writeValueAsString(node);
    }

    private static String quoted(String text) {
        return PlanMapping.MAPPER.writeValueAsString(text);
    }
}
