package dev.partita.sharding;

import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import java.util.regex.Pattern;

/** One named axis of a mesh, such as {@code tensor=4}. */
public record Axis(String name, int size) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    public Axis {
        if (!NAME.matcher(name).matches()) {
            throw new Refusal(Sentence.of("engine.mesh.axis_name", name));
        }
        if (size < 1) {
            throw new Refusal(Sentence.of("engine.mesh.axis_size", name, size));
        }
    }

    @Override
    public String toString() {
        return name + "=" + size;
    }
}
