package dev.partita.project;

import dev.partita.plan.Edit;
import dev.partita.plan.Project;
import dev.partita.text.Sentence;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Projects, plans and edits as JSON text. Equal values give equal bytes. */
public final class ProjectJson {
    /** The format that {@link #write(Project)} writes. */
    public static final int FORMAT = 4;

    static final String FORMAT_KEY = "format";

    private static final JsonMapper MAPPER = PlanMapping.MAPPER;

    private ProjectJson() {}

    /** The content of a {@code project.json}. */
    public static byte[] write(Project project) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put(FORMAT_KEY, FORMAT);
        document.setAll((ObjectNode) MAPPER.valueToTree(project));
        return ProjectText.of(document).getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256, in hexadecimal, of what {@link #write(Project)} returns: equal projects have equal hashes. */
    public static String hash(Project project) {
        return Sha256.of(write(project));
    }

    /** The project in a document of the current format. */
    static Project read(byte[] content) {
        return MAPPER.readValue(content, Project.class);
    }

    /** The project in a text that this Partita or an older one wrote, such as a run's. */
    public static Project readStored(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        try {
            int format = formatOf(content);
            if (format < 0 || format > FORMAT || !FormatMigrations.ALL.reaches(format)) {
                throw new ProjectFailure(Sentence.of("project.json.stored_format", FORMAT, format));
            }
            return read(write(FormatMigrations.ALL.migrate(readTree(content), format)));
        } catch (JacksonException e) {
            throw new ProjectFailure(Sentence.of("project.json.stored", JsonComplaint.about(e)), e);
        }
    }

    /** What a document of a newer format says that this one knows too; what it adds is left out. */
    static Project readNewer(byte[] content) {
        return MAPPER.readerFor(Project.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(content);
    }

    static ObjectNode readTree(byte[] content) {
        return (ObjectNode) MAPPER.readTree(content);
    }

    static byte[] write(ObjectNode document) {
        return ProjectText.of(document).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a document once from end to end, keeping nothing, and returns its format number. So syntax, nesting,
     * repeated keys and numbers that are none are complained about with their own line, before anything is built.
     */
    static int formatOf(byte[] content) {
        int format = -1;
        try (JsonParser parser = MAPPER.createParser(new ByteArrayInputStream(content))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedProject(parser, Sentence.of("project.json.start", "{"));
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = next(parser);
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(parser.getDoubleValue())) {
                    throw new MalformedProject(parser, Sentence.of("project.json.number", parser.getString()));
                }
                if (depth == 1 && token == JsonToken.VALUE_NUMBER_INT && FORMAT_KEY.equals(parser.currentName())) {
                    format = parser.getIntValue();
                }
            }
        }
        return format;
    }

    private static JsonToken next(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new MalformedProject(parser, Sentence.of("project.json.end"));
        }
        return token;
    }

    /** An edit on one line. */
    public static String write(Edit edit) {
        return MAPPER.writerFor(Edit.class).writeValueAsString(edit);
    }

    /** The edit that {@link #write(Edit)} wrote, here or before rules had meshes. */
    public static Edit readEdit(String text) {
        try {
            JsonNode edit = MAPPER.readTree(text);
            return MAPPER.treeToValue(
                    edit instanceof ObjectNode object ? FormatMigrations.completed(object) : edit, Edit.class);
        } catch (JacksonException e) {
            throw new ProjectFailure(Sentence.of("project.json.edit", JsonComplaint.about(e)), e);
        }
    }

    /**
     * Every value of a JSON object by its dotted path, lists by the number of the element; the format number left out.
     * Two projects differ where these maps do.
     */
    public static SortedMap<String, String> flatten(String document) {
        SortedMap<String, String> flat = new TreeMap<>();
        flatten("", MAPPER.readTree(document), flat);
        flat.remove(FORMAT_KEY);
        return flat;
    }

    private static void flatten(String path, JsonNode node, SortedMap<String, String> flat) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property -> flatten(
                            path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                            property.getValue(),
                            flat));
        } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
            for (int i = 0; i < node.size(); i++) {
                flat.put(path + "." + i, ProjectText.inline(node.get(i)));
            }
        } else {
            flat.put(path, node.isString() ? node.stringValue() : ProjectText.inline(node));
        }
    }
}
