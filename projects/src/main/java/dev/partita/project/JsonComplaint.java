package dev.partita.project;

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

    static String about(JacksonException problem) {
        String what = switch (problem) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case ValueInstantiationException refused
            when refused.getCause() != null -> at(refused) + refused.getCause().getMessage();
            case InvalidTypeIdException kind ->
                at(kind) + "the kind \"" + kind.getTypeId() + "\" is not one that Partita knows";
            case InvalidFormatException value -> at(value) + "found " + value.getValue() + ", which cannot stand there";
            case MismatchedInputException mismatch -> mismatch(mismatch);
            case StreamConstraintsException excess -> "the text is out of bounds: " + firstSentence(excess);
            case InputCoercionException number -> at(number) + firstSentence(number);
            case StreamReadException syntax -> "this is not valid JSON: " + firstSentence(syntax);
            default -> firstSentence(problem);
        };
        String line = what.replaceAll("\\s+", " ").strip().replaceAll("\\.+$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static String unknown(UnrecognizedPropertyException problem) {
        return "\"" + problem.getPropertyName() + "\" is not a key of " + owner(problem) + ", which has "
                + problem.getKnownPropertyIds();
    }

    private static String mismatch(MismatchedInputException problem) {
        if (problem.getOriginalMessage().startsWith("Trailing token")) {
            return "the text goes on after the end of the project";
        }
        Matcher missing = MISSING.matcher(problem.getOriginalMessage());
        if (problem.getOriginalMessage().startsWith("Missing") && missing.find()) {
            return owner(problem) + " has no \"" + missing.group(1) + "\"";
        }
        if (problem.getOriginalMessage().startsWith("Null value") && missing.find()) {
            return at(problem) + "\"" + missing.group(1) + "\" cannot be null";
        }
        return at(problem) + "found " + found(problem.getCurrentToken()) + ", which cannot stand there";
    }

    private static String found(@Nullable JsonToken token) {
        return switch (token) {
            case null -> "nothing";
            case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
            case START_ARRAY, END_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }

    /** The object that holds the last step of the path. */
    private static String owner(JacksonException problem) {
        List<JacksonException.Reference> path = problem.getPath();
        String where = path(path.subList(0, Math.max(0, path.size() - 1)));
        return where.isEmpty() ? "the project" : where;
    }

    private static String at(JacksonException problem) {
        String where = path(problem.getPath());
        return where.isEmpty() ? "" : where + ": ";
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

    private static String firstSentence(JacksonException problem) {
        return FOR_PROGRAMMERS
                .matcher(String.valueOf(problem.getOriginalMessage()))
                .replaceAll("")
                .replace('`', ' ');
    }
}
