package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One line of a placement: the layers a pattern names go to these devices. A pattern is a layer id, a scope (all that
 * lies in it), or a glob: {@code *} is any run of characters within one path part, {@code **} any run across parts,
 * {@code {4..7}} a range of numbers.
 *
 * @param devices device numbers; empty takes the layers off every device
 */
public record Rule(String pattern, List<Integer> devices) {
    private static final Pattern RANGE = Pattern.compile("\\{(\\d{1,6})\\.\\.(\\d{1,6})}");

    public Rule {
        devices = List.copyOf(devices);
        if (pattern.isBlank()) {
            throw new Refusal(Sentence.of("engine.rule.empty"));
        }
        for (int device : devices) {
            if (device < 0) {
                throw new Refusal(Sentence.of("engine.rule.device", device));
            }
        }
    }

    public boolean matches(String layerId) {
        return matcher(pattern).test(layerId);
    }

    /** Whether a pattern names a layer; the caller keeps it where it asks for many. */
    static Predicate<String> matcher(String glob) {
        boolean literal = glob.indexOf('*') < 0 && !RANGE.matcher(glob).find();
        return literal ? id -> within(id, glob) : compiled(glob).asMatchPredicate();
    }

    private static boolean within(String layerId, String scope) {
        return layerId.startsWith(scope)
                && (layerId.length() == scope.length() || layerId.charAt(scope.length()) == '/');
    }

    private static Pattern compiled(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); ) {
            var range = RANGE.matcher(glob).region(i, glob.length());
            if (range.lookingAt()) {
                regex.append(numbers(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2))));
                i = range.end();
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                char c = glob.charAt(i++);
                regex.append(c == '*' ? "[^/]*" : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex + "(/.*)?");
    }

    private static String numbers(int first, int last) {
        if (last < first || last - first > 100_000) {
            throw new Refusal(Sentence.of("engine.rule.range", first, last));
        }
        StringBuilder either = new StringBuilder("(?:");
        for (int n = first; n <= last; n++) {
            either.append(n).append(n == last ? ")" : "|");
        }
        return either.toString();
    }
}
