package dev.partita.operator;

import dev.partita.tensor.TensorSpec;
import dev.partita.text.Nearest;
import dev.partita.text.Sentence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A layer in a few words, as typed into an add box: {@code Conv 64 3x3 /2}, {@code Linear 768}, {@code Attention 12},
 * {@code Dropout 0.1}, {@code Linear 10 bias=false}. Plain numbers fill the usual settings in order, {@code 3x3} a square
 * window, {@code /2} the stride, {@code p1} the padding, and any setting can be named. Sizes that are left out follow from what
 * arrives.
 */
public final class QuickText {
    private static final Pattern SQUARE = Pattern.compile("(\\d+)x\\1");
    private static final Pattern STRIDE = Pattern.compile("(?:/|s)(\\d+)");
    private static final Pattern PADDING = Pattern.compile("p(\\d+)");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d*)?(e-?\\d+)?|(\\d+x)+\\d+");

    private QuickText() {}

    /**
     * The operator that a text means.
     *
     * @param arriving what its first input will read
     * @throws ShapeMismatch if the text means none; the message is a sentence for the user
     */
    public static Operator parse(String text, Optional<TensorSpec> arriving) {
        List<String> words = new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
        String name = words.removeFirst();
        OperatorKind kind = OperatorKinds.named(name)
                .orElseThrow(() -> new ShapeMismatch(Sentence.of(
                        "engine.setting.no_kind",
                        name,
                        String.join(", ", Nearest.first(name, names()).subList(0, 3)))));
        Map<String, String> values = values(kind, words);
        Operator typed = Settings.with(kind.defaults(), values);
        Operator fitted = arriving.map(spec -> Fitting.to(typed, spec.shape())).orElse(typed);
        return samePadding(values, Settings.with(fitted, values));
    }

    private static List<String> names() {
        return OperatorKinds.all().stream().map(OperatorKind::name).toList();
    }

    private static Map<String, String> values(OperatorKind kind, List<String> words) {
        Deque<String> open = new ArrayDeque<>(kind.quick());
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = equals > 0 ? word.substring(0, equals) : key(kind, word, open);
            open.remove(key);
            values.put(key, equals > 0 ? word.substring(equals + 1) : value(key, word));
        }
        return values;
    }

    private static String key(OperatorKind kind, String word, Deque<String> open) {
        if (!kind.square().isEmpty() && SQUARE.matcher(word).matches()) {
            return kind.square();
        }
        if (STRIDE.matcher(word).matches()) {
            return "stride";
        }
        if (PADDING.matcher(word).matches()) {
            return "padding";
        }
        if (!NUMBER.matcher(word).matches() || open.isEmpty()) {
            throw new ShapeMismatch(Sentence.of("engine.setting.no_word", kind.name(), kind.quick(), word));
        }
        return open.removeFirst();
    }

    /** The number in a word such as {@code 3x3}, {@code /2} or {@code p1}; a shape stays whole. */
    private static String value(String key, String word) {
        if (key.equals("sample")) {
            return word;
        }
        for (Pattern pattern : List.of(SQUARE, STRIDE, PADDING)) {
            Matcher matcher = pattern.matcher(word);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return word;
    }

    /** A convolution keeps the image's size unless told otherwise. */
    private static Operator samePadding(Map<String, String> values, Operator operator) {
        if (operator instanceof Convolution convolution && !values.containsKey("padding")) {
            String same = convolution.kernel().stream()
                    .map(size -> String.valueOf(size - 1))
                    .collect(Collectors.joining("x"));
            return Settings.with(convolution, Collections.singletonMap("padding", same));
        }
        return operator instanceof Conv2d convolution && !values.containsKey("padding")
                ? Settings.with(
                        convolution, Collections.singletonMap("padding", String.valueOf(convolution.kernel() / 2)))
                : operator;
    }
}
