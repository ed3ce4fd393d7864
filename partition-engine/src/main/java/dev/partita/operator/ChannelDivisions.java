package dev.partita.operator;

import dev.partita.operator.Division.Kind;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Distribution.Shard;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How a convolution is divided by its channels, as Megatron divides a linear layer (Shoeybi et al. 2019): by those it
 * writes, of which every rank computes some from the whole image, or by those it reads, of which every rank makes one
 * summand of all outputs; one after the other, nothing crosses between them. Groups go to ranks whole where there are
 * enough, and are divided within each otherwise.
 *
 * @param bias whether there is one; it is added to the sum
 */
record ChannelDivisions(long inputs, long outputs, long groups, boolean bias, Ranks ranks) {
    private static final int CHANNELS = 1;

    /** The same convolution with other channels. */
    @FunctionalInterface
    interface Local {
        Operator of(long inputs, long outputs, long groups);
    }

    /**
     * @param written what a rank computes that has all of some outputs
     * @param summand what a rank computes that has a summand of all: the layer without bias, or with the sum in it
     */
    List<Division> of(Local written, Local summand) {
        List<Division> found = new ArrayList<>();
        if (groups > 1 && ranks.divide(groups)) {
            found.add(byGroups(written.of(inputs / ranks.count(), outputs / ranks.count(), groups / ranks.count())));
            return found;
        }
        if (ranks.divide(outputs / groups)) {
            Operator local = written.of(inputs, outputs / ranks.count(), groups);
            splits(outputs).forEach(split -> found.add(byOutputs(local, split)));
        }
        if (ranks.divide(inputs / groups)) {
            Operator local = summand.of(inputs / ranks.count(), outputs, groups);
            splits(inputs).forEach(split -> found.add(byInputs(local, split)));
        }
        return found;
    }

    /** The runs of a convolution's outputs where ranks divide each group; empty where groups stay whole. */
    static List<Long> runs(long outputs, long groups, int ranks) {
        return groups % ranks == 0 || outputs / groups % ranks != 0 ? List.of() : runs(outputs, groups);
    }

    private static List<Long> runs(long channels, long groups) {
        return groups > 1 ? Collections.nCopies(Math.toIntExact(groups), channels / groups) : List.of();
    }

    private List<Shard> splits(long channels) {
        return groups > 1
                ? List.of(new Shard(CHANNELS, runs(channels, groups)))
                : Division.shards(CHANNELS, channels, ranks);
    }

    private Division byGroups(Operator local) {
        Distribution split = Distribution.shard(CHANNELS);
        return division(local, split, split, split, Distribution.shard(0), Distribution.shard(0));
    }

    private Division byOutputs(Operator local, Shard split) {
        Distribution rows = new Shard(0, split.sections());
        return division(local, Distribution.REPLICATE, Distribution.PARTIAL, split, rows, rows);
    }

    /** In a group the weight has that group's inputs only, so there they are one run. */
    private Division byInputs(Operator local, Shard split) {
        Distribution columns = groups > 1 ? Distribution.shard(CHANNELS) : split;
        Distribution output = bias ? Distribution.REPLICATE : Distribution.PARTIAL;
        return division(local, split, split, output, columns, Distribution.REPLICATE);
    }

    private Division division(
            Operator local,
            Distribution input,
            Distribution inputGradient,
            Distribution output,
            Distribution weight,
            Distribution biases) {
        List<Distribution> parameters = bias ? List.of(weight, biases) : List.of(weight);
        return new Division(
                Kind.CHANNELS, local, List.of(input), List.of(inputGradient), List.of(output), parameters, parameters);
    }

    /** A rank's channels of an image, or of features, that come out in the same order in some dimension of the output. */
    static List<Division> kept(int from, int to, Operator operator, TensorSpec input, Ranks ranks) {
        if (!ranks.divide(input.shape().size(from))) {
            return List.of();
        }
        List<Distribution> read = List.of(Distribution.shard(from));
        List<Distribution> written = List.of(Distribution.shard(to));
        return List.of(new Division(Kind.CHANNELS, operator, read, read, written, List.of(), List.of()));
    }

    /** A rank's channels of a layer that treats every channel by itself; its parameters have one element for each. */
    static List<Division> each(Operator local, TensorSpec image, int parameters, int states, Ranks ranks) {
        List<Division> found = new ArrayList<>();
        for (Shard split : Division.shards(CHANNELS, image.shape().size(CHANNELS), ranks)) {
            List<Distribution> whole = List.of(split);
            Distribution own = new Shard(0, split.sections());
            List<Distribution> weights = Division.all(parameters, own);
            found.add(new Division(
                    Kind.CHANNELS, local, whole, whole, whole, weights, weights, Division.all(states, own)));
        }
        return found;
    }
}
