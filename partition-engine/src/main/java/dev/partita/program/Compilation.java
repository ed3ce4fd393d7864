package dev.partita.program;

import java.util.List;

/** What compiling a plan leads to: a program, or the reasons why there is none. */
public sealed interface Compilation {
    record Compiled(Program program) implements Compilation {}

    record Refused(List<Obstacle> obstacles) implements Compilation {
        public Refused {
            obstacles = List.copyOf(obstacles);
        }
    }
}
