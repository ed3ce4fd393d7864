package dev.partita.ui.inspector;

import dev.partita.kernel.Kernel;
import dev.partita.text.Language;
import dev.partita.text.Wording;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a number comes about, as lines with values filled in; no line where there is nothing to explain. */
record Why(List<Object> lines) implements Wording {
    static final Why NOTHING = new Why(List.of());

    /** As many lines as a popover can hold. */
    private static final int SHOWN = 24;

    private static final Pattern SWITCHES = Pattern.compile("(, )?\\w+=(true|false)");

    Why {
        lines = List.copyOf(lines);
    }

    static Why of(Object... lines) {
        return new Why(List.of(lines));
    }

    static Why of(Stream<String> lines) {
        return new Why(List.copyOf(lines.toList()));
    }

    boolean empty() {
        return lines.isEmpty();
    }

    @Override
    public String in(Language language) {
        String shown = lines.stream()
                .limit(SHOWN)
                .map(line -> line instanceof Wording wording ? wording.in(language) : line.toString())
                .collect(Collectors.joining("\n"));
        return lines.size() > SHOWN ? shown + "\n… +" + (lines.size() - SHOWN) : shown;
    }

    /** A kernel by its sizes. */
    static String kernel(Kernel kernel) {
        return SWITCHES.matcher(kernel.toString()).replaceAll("");
    }

    static String exact(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
