package dev.partita.operator;

import dev.partita.sharding.Distribution;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One way to divide a layer over the ranks of a mesh axis, with the mathematics of the whole layer.
 *
 * @param local the operator that each rank computes with its parts
 * @param inputGradients how the contributions to the inputs' gradients come out; ignored where there is none
 * @param parameterGradients how the parameters' gradients come out: a partial sum where ranks see different samples
 * @param states how what it keeps beside its parameters lies
 */
public record Division(
        Kind kind,
        Operator local,
        List<Distribution> inputs,
        List<Distribution> inputGradients,
        List<Distribution> outputs,
        List<Distribution> parameters,
        List<Distribution> parameterGradients,
        List<Distribution> states) {
    /** What is divided. */
    public enum Kind {
        BATCH,
        SEQUENCE,
        COLUMNS,
        ROWS,
        HEADS,
        VOCABULARY,
        CHANNELS,
        EXPERTS,
        /** Nothing: every rank computes all of it. */
        COPY;

        /** The word of commands and files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** True if every rank sees all samples and all positions of them, but only a part of the layer. */
        public boolean dividesLayer() {
            return switch (this) {
                case COLUMNS, ROWS, HEADS, VOCABULARY, CHANNELS, EXPERTS -> true;
                case BATCH, SEQUENCE, COPY -> false;
            };
        }

        /** True if ranks see different rows of the global batch, so that losses divide by more than their own. */
        public boolean dividesRows() {
            return this == BATCH || this == SEQUENCE;
        }
    }

    public Division {
        inputs = List.copyOf(inputs);
        inputGradients = List.copyOf(inputGradients);
        outputs = List.copyOf(outputs);
        parameters = List.copyOf(parameters);
        parameterGradients = List.copyOf(parameterGradients);
        states = List.copyOf(states);
    }

    /** What the layer keeps beside its parameters lies whole on every rank. */
    public Division(
            Kind kind,
            Operator local,
            List<Distribution> inputs,
            List<Distribution> inputGradients,
            List<Distribution> outputs,
            List<Distribution> parameters,
            List<Distribution> parameterGradients) {
        this(
                kind,
                local,
                inputs,
                inputGradients,
                outputs,
                parameters,
                parameterGradients,
                all(local.states().size(), Distribution.REPLICATE));
    }

    /** Every rank computes all of the layer. */
    public static Division copy(Operator operator, int outputs) {
        List<Distribution> inputs = all(operator.inputCount(), Distribution.REPLICATE);
        List<Distribution> parameters = all(operator.parameters().size(), Distribution.REPLICATE);
        return new Division(
                Kind.COPY, operator, inputs, inputs, all(outputs, Distribution.REPLICATE), parameters, parameters);
    }

    /** Every rank computes some of the samples; for operators to which a sample is nothing but itself. */
    static List<Division> batch(Operator operator, List<TensorSpec> inputs, int outputs, Ranks ranks) {
        return rows(Kind.BATCH, 0, operator, operator, inputs, outputs, ranks);
    }

    /** Every rank computes some of the positions: of numbers {@code [sample, position, feature]}, of indices the last. */
    static List<Division> sequence(
            Operator operator, Operator local, List<TensorSpec> inputs, int outputs, Ranks ranks) {
        boolean positions = inputs.stream()
                .allMatch(input -> input.type().floatingPoint()
                        ? input.shape().rank() == 3
                        : input.shape().rank() == 2);
        return positions ? rows(Kind.SEQUENCE, 1, operator, local, inputs, outputs, ranks) : List.of();
    }

    /** Every rank computes some of the rows; parameters are copied, their gradients are sums over ranks. */
    private static List<Division> rows(
            Kind kind,
            int dimension,
            Operator operator,
            Operator local,
            List<TensorSpec> inputs,
            int outputs,
            Ranks ranks) {
        if (inputs.isEmpty()
                || !inputs.stream().allMatch(input -> ranks.divide(input.shape().size(dimension)))) {
            return List.of();
        }
        Distribution split = Distribution.shard(dimension);
        int parameters = operator.parameters().size();
        return List.of(new Division(
                kind,
                local,
                all(inputs.size(), split),
                all(inputs.size(), split),
                all(outputs, split),
                all(parameters, Distribution.REPLICATE),
                all(parameters, Distribution.PARTIAL)));
    }

    /**
     * Every rank computes some places of the last dimension of all inputs and outputs, of images some channels; for functions
     * of each element, or of each channel.
     */
    static List<Division> lastDimension(Operator operator, List<TensorSpec> inputs, int outputs, Ranks ranks) {
        List<Division> found = new ArrayList<>();
        boolean image = inputs.getFirst().shape().rank() == 4;
        int dimension = image ? 1 : inputs.getFirst().shape().rank() - 1;
        if (dimension < 1) {
            return found;
        }
        for (Shard split : shards(dimension, inputs.getFirst().shape().size(dimension), ranks)) {
            found.add(new Division(
                    image ? Kind.CHANNELS : Kind.COLUMNS,
                    operator,
                    all(inputs.size(), split),
                    all(inputs.size(), split),
                    all(outputs, split),
                    List.of(),
                    List.of()));
        }
        return found;
    }

    /** The ways to split a dimension of this size: as a whole, and in the runs that readers ask for. */
    static List<Shard> shards(int dimension, long size, Ranks ranks) {
        List<Shard> found = new ArrayList<>();
        if (ranks.divide(size)) {
            found.add(new Shard(dimension));
        }
        for (List<Long> sections : ranks.sections()) {
            if (sections.stream().mapToLong(Long::longValue).sum() == size
                    && sections.stream().allMatch(ranks::divide)) {
                found.add(new Shard(dimension, sections));
            }
        }
        return found;
    }

    static <T> List<T> all(int count, T value) {
        return Collections.nCopies(count, value);
    }
}
