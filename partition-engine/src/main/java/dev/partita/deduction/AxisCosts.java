package dev.partita.deduction;

import dev.partita.deduction.Deduction.Open;
import dev.partita.graph.Port;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.DeviceModel;
import dev.partita.kernel.CollectiveKernel;
import dev.partita.kernel.Kernel;
import dev.partita.operator.Division;
import dev.partita.operator.KernelCall;
import dev.partita.operator.Lowering;
import dev.partita.operator.Operator;
import dev.partita.operator.ParameterSpec;
import dev.partita.plan.Training;
import dev.partita.sharding.Distribution;
import dev.partita.sharding.Mesh;
import dev.partita.tensor.DataType;
import dev.partita.tensor.TensorSpec;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a choice of divisions along one mesh axis costs, in seconds per microbatch on the cluster's figures: kernels by
 * the roofline, their own collectives and the conversions around them by the ring, gradients and the optimizer once per
 * step.
 */
final class AxisCosts {
    /** Weight, gradient and two moments, most of them read and written. */
    private static final double UPDATE_PASSES = 7;

    private record Task(Operator operator, List<TensorSpec> inputs) {}

    private final int axis;
    private final Cluster cluster;
    private final Training training;
    private final Map<Mesh, ConversionCost> conversions = new IdentityHashMap<>();
    private final Map<Task, Double> computing = new HashMap<>();

    AxisCosts(int axis, Cluster cluster, Training training) {
        this.axis = axis;
        this.cluster = cluster;
        this.training = training;
    }

    private ConversionCost conversion(Mesh mesh) {
        return conversions.computeIfAbsent(mesh, key -> ConversionCost.along(key, axis, cluster));
    }

    /** By choice, what a layer costs whatever its neighbours choose. */
    double[] alone(Open layer, List<Division> divisions, boolean readOutside) {
        ConversionCost conversion = conversion(layer.mesh);
        double[] costs = new double[divisions.size()];
        for (int i = 0; i < costs.length; i++) {
            Division division = divisions.get(i);
            costs[i] = compute(layer, division) + updates(layer, division, conversion);
            for (int output = 0; readOutside && output < layer.outputs.size(); output++) {
                costs[i] += conversion.seconds(
                        division.outputs().get(output),
                        Distribution.REPLICATE,
                        layer.outputs.get(output).bytes());
            }
        }
        return costs;
    }

    private double compute(Open layer, Division division) {
        int ranks = layer.mesh.axes().get(axis).size();
        List<TensorSpec> inputs = Open.parts(layer.inputs, division.inputs(), ranks);
        return computing.computeIfAbsent(new Task(division.local(), inputs), task -> {
            Lowering lowering = task.operator().lower(task.inputs(), 1);
            return seconds(layer, lowering.forward())
                    + seconds(layer, lowering.backwardPreparation())
                    + seconds(layer, lowering.inputGradient())
                    + seconds(layer, lowering.weightGradient());
        });
    }

    private double seconds(Open layer, List<KernelCall> calls) {
        DeviceModel device = cluster.device(layer.mesh.devices().getFirst());
        var rate = device.peak().get(DataType.FLOAT32);
        double peak = (rate == null ? 1e12 : rate.rate()) * device.matmulShare();
        double seconds = 0;
        for (KernelCall call : calls) {
            Kernel kernel = call.kernel();
            seconds += kernel instanceof CollectiveKernel collective && collective.passes() > 0
                    ? collective(layer, collective)
                    : Math.max(
                            kernel.flops() / peak,
                            kernel.trafficBytes() / device.memoryBandwidth().rate());
        }
        return seconds;
    }

    private double collective(Open layer, CollectiveKernel kernel) {
        ConversionCost along = ConversionCost.along(layer.mesh, kernel.axis(), cluster);
        return kernel.passes() * along.ring().pass(kernel.wholeBytes());
    }

    private double updates(Open layer, Division division, ConversionCost conversion) {
        List<ParameterSpec> parameters = division.local().parameters();
        DeviceModel device = cluster.device(layer.mesh.devices().getFirst());
        double seconds = 0;
        for (int i = 0; i < parameters.size(); i++) {
            double bytes = 4.0 * parameters.get(i).shape().elements();
            seconds += UPDATE_PASSES * bytes / device.memoryBandwidth().rate();
            if (division.parameterGradients().get(i) instanceof Distribution.Partial) {
                seconds += conversion.allReduce(bytes);
            }
        }
        return seconds / training.microbatches();
    }

    /** By choice of the producer, then of the reader: the conversion of the value and of its gradient. */
    double[][] between(Open producer, List<Division> from, Port port, Open reader, List<Division> to, int input) {
        ConversionCost conversion = conversion(reader.mesh);
        double bytes = reader.inputs.get(input).bytes();
        boolean gradient = reader.layer.operator().differentiable(input);
        double[][] costs = new double[from.size()][to.size()];
        for (int i = 0; i < from.size(); i++) {
            Distribution written = from.get(i).outputs().get(port.output());
            Distribution wanted = written instanceof Distribution.Partial ? Distribution.REPLICATE : written;
            for (int j = 0; j < to.size(); j++) {
                costs[i][j] = conversion.seconds(written, to.get(j).inputs().get(input), bytes);
                if (gradient) {
                    costs[i][j] += conversion.seconds(to.get(j).inputGradients().get(input), wanted, bytes);
                }
            }
        }
        return costs;
    }

    /** Layers that share a parameter must hold it and its gradient alike. */
    static double[][] sharing(String parameter, Open a, List<Division> ofA, Open b, List<Division> ofB) {
        int inA = a.layer.parameters().indexOf(parameter);
        int inB = b.layer.parameters().indexOf(parameter);
        double[][] costs = new double[ofA.size()][ofB.size()];
        for (int i = 0; i < ofA.size(); i++) {
            for (int j = 0; j < ofB.size(); j++) {
                boolean alike = ofA.get(i)
                                .parameters()
                                .get(inA)
                                .equals(ofB.get(j).parameters().get(inB))
                        && ofA.get(i)
                                .parameterGradients()
                                .get(inA)
                                .equals(ofB.get(j).parameterGradients().get(inB));
                costs[i][j] = alike ? 0 : FORBIDDEN_SECONDS;
            }
        }
        return costs;
    }

    /** More than any honest cost, and still a number to add up. */
    static final double FORBIDDEN_SECONDS = 1e12;
}
