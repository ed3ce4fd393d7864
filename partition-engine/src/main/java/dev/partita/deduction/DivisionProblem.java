package dev.partita.deduction;

import dev.partita.sharding.Axis;
import java.util.List;

/** Why layers cannot be divided as a rule says. */
public sealed interface DivisionProblem {
    /** The rule whose layers these are. */
    String pattern();

    /**
     * No layer of a rule can be divided so.
     *
     * @param split the word of the rule
     * @param offered the words that some layer of the rule offers over this axis
     * @param sizes numbers of ranks near the axis' over which the wanted division is possible
     */
    record NotOffered(String pattern, Axis axis, String split, List<String> offered, List<Integer> sizes)
            implements DivisionProblem {}

    /** Layers on the same devices call their axes differently. */
    record TwoMeshes(String pattern, List<Integer> devices, String mesh, String other) implements DivisionProblem {}

    /** A mesh has some devices in common with another, but not all. */
    record Overlap(String pattern, List<Integer> devices, List<Integer> other) implements DivisionProblem {}
}
