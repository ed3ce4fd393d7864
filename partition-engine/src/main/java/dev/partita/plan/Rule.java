package dev.partita.plan;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.List;
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
        return compiled(pattern).matcher(layerId).matches();
    }

    /** The pattern as a regular expression over layer ids; the caller keeps it where it matches many. */
    static Pattern compiled(String glob) {
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
