package dev.partita.checks;

import dev.partita.plan.Project;
import java.util.OptionalLong;

/**
 * What a check needs to know beside the plan.
 *
 * @param planName the plan's name in its project: fixes are edits of that plan
 * @param hostMemoryBytes memory of this machine, which the arenas of virtual devices come from; empty checks no host
 */
public record CheckOptions(String planName, OptionalLong hostMemoryBytes) {
    public static final CheckOptions DEFAULT = new CheckOptions(Project.FIRST_PLAN, OptionalLong.empty());
}
