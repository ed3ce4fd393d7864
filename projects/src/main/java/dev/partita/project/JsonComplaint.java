package dev.partita.project;

import dev.partita.text.Clause;
import dev.partita.text.Explained;
import dev.partita.text.Language;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import dev.partita.text.Wording;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** What is wrong with a JSON text, in words for the person who typed it: never a class name, never a value's tail. */
final class JsonComplaint {
    /** Jackson keeps the name of a missing property nowhere but in its message. */
    private static final Pattern MISSING = Pattern.compile("property '([^']+)'");

    /** Further lines, and what Jackson tells the programmer about its settings. */
    private static final Pattern FOR_PROGRAMMERS = Pattern.compile("(?s)\n.*|, from `[^`]*`|: enable `.*");

    private static final int LONGEST = 240;

    private JsonComplaint() {}

    static Wording about(JacksonException problem) {
        return new OneLine(complaint(problem));
    }

    /** The complaint may quote any text: on one line, without its full stop, and not too long. */
    private record OneLine(Wording complaint) implements Wording {
        @Override
        public String in(Language language) {
            String line =
                    new Clause(complaint).in(language).replaceAll("\\s+", " ").strip();
            return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
        }
    }

    private static Wording complaint(JacksonException problem) {
        return switch (problem) {
            case UnrecognizedPropertyException unknown ->
                Sentence.of(
                        "project.json.unknown_key",
                        unknown.getPropertyName(),
                        owner(unknown),
                        String.valueOf(unknown.getKnownPropertyIds()));
            case ValueInstantiationException refused
            when refused.getCause() instanceof Explained cause -> at(refused, cause.sentence());
            case InvalidTypeIdException kind ->
                at(kind, Sentence.of("project.json.unknown_kind", String.valueOf(kind.getTypeId())));
            case InvalidFormatException value ->
                at(value, Sentence.of("project.json.value", String.valueOf(value.getValue())));
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case StreamConstraintsException excess ->
                Sentence.of("project.json.bounds", new Clause(firstSentence(excess)));
            case InputCoercionException number -> at(number, firstSentence(number));
            case MalformedProject malformed -> Sentence.of("project.json.invalid", malformed.sentence());
            case StreamReadException syntax -> Sentence.of("project.json.invalid", new Clause(firstSentence(syntax)));
            default -> firstSentence(problem);
        };
    }

    private static Wording mismatch(MismatchedInputException problem) {
        if (problem.getOriginalMessage().startsWith("Trailing token")) {
            return Sentence.of("project.json.trailing");
        }
        Matcher missing = MISSING.matcher(problem.getOriginalMessage());
        if (problem.getOriginalMessage().startsWith("Missing") && missing.find()) {
            return Sentence.of("project.json.missing", owner(problem), missing.group(1));
        }
        if (problem.getOriginalMessage().startsWith("Null value") && missing.find()) {
            return at(problem, Sentence.of("project.json.null", missing.group(1)));
        }
        return at(problem, Sentence.of("project.json.value", found(problem.getCurrentToken())));
    }

    private static Sentence found(@Nullable JsonToken token) {
        return Sentence.of(
                switch (token) {
                    case null -> "project.json.found.nothing";
                    case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "project.json.found.object";
                    case START_ARRAY, END_ARRAY -> "project.json.found.list";
                    case VALUE_STRING -> "project.json.found.text";
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "project.json.found.number";
                    case VALUE_TRUE, VALUE_FALSE -> "project.json.found.truth";
                    case VALUE_NULL -> "project.json.found.null";
                    case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "project.json.found.other";
                });
    }

    /** The object that holds the last step of the path. */
    private static Wording owner(JacksonException problem) {
        List<JacksonException.Reference> path = problem.getPath();
        String where = path(path.subList(0, Math.max(0, path.size() - 1)));
        return where.isEmpty() ? Sentence.of("project.json.project") : new Verbatim(where);
    }

    private static Wording at(JacksonException problem, Wording complaint) {
        String where = path(problem.getPath());
        return where.isEmpty() ? complaint : Sentence.of("project.json.at", where, complaint);
    }

    private static String path(List<JacksonException.Reference> steps) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : steps) {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.toString();
    }

    /** What Jackson says, in its own words. */
    private static Verbatim firstSentence(JacksonException problem) {
        return new Verbatim(FOR_PROGRAMMERS
                .matcher(String.valueOf(problem.getOriginalMessage()))
                .replaceAll("")
                .replace('`', ' '));
    }
}
