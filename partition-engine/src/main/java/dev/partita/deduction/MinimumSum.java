package dev.partita.deduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The choice for each of many variables that makes a sum of costs of one or two of them least, by eliminating one
 * variable after the other (Dechter 1999), the one with the fewest neighbours first. Exact while no table grows beyond
 * {@link #MOST_ENTRIES}; models are chains with a few branches, whose tables stay tiny. Beyond, the variable with the
 * most neighbours is fixed at what is cheapest for itself. Of equal sums the one with lower choices at earlier
 * variables of the elimination wins, so that the answer is always the same.
 */
final class MinimumSum {
    private static final int MOST_ENTRIES = 100_000;

    /** A table over variables in ascending order, the last running fastest. */
    private record Factor(int[] variables, double[] costs) {}

    private record Eliminated(int variable, int[] neighbours, int[] best) {}

    private final int[] choices;
    /** Scratch: a choice for each variable. */
    private final int[] assignment;

    private final List<List<Factor>> factorsOf = new ArrayList<>();

    /** @param choices how many choices each variable has */
    MinimumSum(int[] choices) {
        this.choices = choices.clone();
        this.assignment = new int[choices.length];
        for (int variable = 0; variable < choices.length; variable++) {
            factorsOf.add(new ArrayList<>());
        }
    }

    void add(int variable, double[] costs) {
        add(new Factor(new int[] {variable}, costs));
    }

    /** @param costs by choice of the first, then of the second */
    void add(int first, int second, double[][] costs) {
        if (first == second) {
            throw new IllegalArgumentException("A pair of costs needs two variables.");
        }
        boolean ascending = first < second;
        int rows = choices[Math.min(first, second)];
        int columns = choices[Math.max(first, second)];
        double[] flat = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                flat[i * columns + j] = ascending ? costs[i][j] : costs[j][i];
            }
        }
        add(new Factor(new int[] {Math.min(first, second), Math.max(first, second)}, flat));
    }

    private void add(Factor factor) {
        for (int variable : factor.variables()) {
            factorsOf.get(variable).add(factor);
        }
    }

    /** The best choice of every variable. */
    int[] solve() {
        List<Eliminated> eliminated = new ArrayList<>();
        TreeSet<Integer> left = new TreeSet<>();
        TreeSet<Long> bySize = new TreeSet<>(); // neighbours, then variable
        long[] keys = new long[choices.length];
        for (int variable = 0; variable < choices.length; variable++) {
            left.add(variable);
            keys[variable] = key(variable);
            bySize.add(keys[variable]);
        }
        while (!left.isEmpty()) {
            int variable = (int) (bySize.first() & Integer.MAX_VALUE);
            int[] neighbours = neighbours(variable);
            if (entries(neighbours) > MOST_ENTRIES) {
                variable = (int) (bySize.last() & Integer.MAX_VALUE);
                neighbours = neighbours(variable);
                eliminated.add(fix(variable, neighbours));
            } else {
                eliminated.add(eliminate(variable, neighbours));
            }
            left.remove(variable);
            bySize.remove(keys[variable]);
            for (int neighbour : neighbours) {
                bySize.remove(keys[neighbour]);
                keys[neighbour] = key(neighbour);
                bySize.add(keys[neighbour]);
            }
        }
        return backwards(eliminated);
    }

    private long key(int variable) {
        return ((long) neighbours(variable).length << 32) | variable;
    }

    private int[] backwards(List<Eliminated> eliminated) {
        int[] chosen = new int[choices.length];
        for (Eliminated step : eliminated.reversed()) {
            int at = 0;
            for (int neighbour : step.neighbours()) {
                at = at * choices[neighbour] + chosen[neighbour];
            }
            chosen[step.variable()] = step.best()[at];
        }
        return chosen;
    }

    private int[] neighbours(int variable) {
        return factorsOf.get(variable).stream()
                .flatMapToInt(factor -> Arrays.stream(factor.variables()))
                .filter(other -> other != variable)
                .distinct()
                .sorted()
                .toArray();
    }

    private long entries(int[] variables) {
        long entries = 1;
        for (int variable : variables) {
            entries = Math.min(Integer.MAX_VALUE, entries * choices[variable]);
        }
        return entries;
    }

    private Eliminated eliminate(int variable, int[] neighbours) {
        List<Factor> own = List.copyOf(factorsOf.get(variable));
        int entries = (int) entries(neighbours);
        double[] least = new double[entries];
        int[] best = new int[entries];
        for (int at = 0; at < entries; at++) {
            int rest = at;
            for (int i = neighbours.length - 1; i >= 0; i--) {
                assignment[neighbours[i]] = rest % choices[neighbours[i]];
                rest /= choices[neighbours[i]];
            }
            least[at] = Double.POSITIVE_INFINITY;
            for (int choice = 0; choice < choices[variable]; choice++) {
                assignment[variable] = choice;
                double cost = cost(own);
                if (cost < least[at]) {
                    least[at] = cost;
                    best[at] = choice;
                }
            }
        }
        own.forEach(this::remove);
        if (neighbours.length > 0) {
            add(new Factor(neighbours, least));
        }
        return new Eliminated(variable, neighbours, best);
    }

    /** Fixes a variable at its own cheapest choice, whatever its neighbours choose. */
    private Eliminated fix(int variable, int[] neighbours) {
        List<Factor> own = List.copyOf(factorsOf.get(variable));
        double[] alone = new double[choices[variable]];
        for (Factor factor : own) {
            if (factor.variables().length == 1) {
                for (int choice = 0; choice < alone.length; choice++) {
                    alone[choice] += factor.costs()[choice];
                }
            }
        }
        int cheapest = 0;
        for (int choice = 1; choice < alone.length; choice++) {
            cheapest = alone[choice] < alone[cheapest] ? choice : cheapest;
        }
        own.forEach(this::remove);
        for (Factor factor : own) {
            if (factor.variables().length > 1) {
                add(restricted(factor, variable, cheapest));
            }
        }
        int[] best = {cheapest};
        return new Eliminated(variable, new int[0], best);
    }

    private Factor restricted(Factor factor, int variable, int choice) {
        int[] others =
                Arrays.stream(factor.variables()).filter(v -> v != variable).toArray();
        double[] costs = new double[(int) entries(others)];
        assignment[variable] = choice;
        for (int at = 0; at < costs.length; at++) {
            int rest = at;
            for (int i = others.length - 1; i >= 0; i--) {
                assignment[others[i]] = rest % choices[others[i]];
                rest /= choices[others[i]];
            }
            costs[at] = cost(List.of(factor));
        }
        return new Factor(others, costs);
    }

    private double cost(Collection<Factor> factors) {
        double sum = 0;
        for (Factor factor : factors) {
            int at = 0;
            for (int variable : factor.variables()) {
                at = at * choices[variable] + assignment[variable];
            }
            sum += factor.costs()[at];
        }
        return sum;
    }

    private void remove(Factor factor) {
        for (int variable : factor.variables()) {
            factorsOf.get(variable).remove(factor);
        }
    }
}
