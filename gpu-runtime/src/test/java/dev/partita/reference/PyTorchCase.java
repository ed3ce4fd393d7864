package dev.partita.reference;

import dev.partita.checkpoint.Safetensors;
import dev.partita.checkpoint.SafetensorsFile;
import dev.partita.checkpoint.StoredTensor;
import dev.partita.checkpoint.StoredType;
import dev.partita.device.Launch;
import dev.partita.operator.ParameterSpec;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One layer in the files that {@code operators.py} reads and writes: tensors in PyTorch's order, in double precision. */
record PyTorchCase(OperatorCase layer, Launch launch, String name) {

    /** Writes the settings, inputs, parameters and cotangents. */
    void write(Path folder) throws IOException {
        Map<StoredTensor, double[]> tensors = new LinkedHashMap<>();
        for (int i = 0; i < layer.inputs().size(); i++) {
            add("input." + i, layer.inputs().get(i), layer.randomInputs()[i], tensors);
        }
        List<ParameterSpec> parameters = layer.operator().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            TensorSpec spec = TensorSpec.float32(parameters.get(i).shape());
            add("parameter." + parameters.get(i).role(), spec, layer.randomParameters()[i], tensors);
        }
        for (int i = 0; i < layer.outputs().size(); i++) {
            add("cotangent." + i, layer.outputs().get(i), layer.randomCotangents()[i], tensors);
        }
        Path file = folder.resolve(name + ".case.safetensors");
        Safetensors.write(file, settings(), tensors.keySet(), tensor -> segment(tensor, tensors.get(tensor)));
    }

    /** What PyTorch made of it, by the script's names. */
    Map<String, double[]> results(Path folder) throws IOException {
        Map<String, double[]> results = new HashMap<>();
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve(name + ".result.safetensors"))) {
            for (StoredTensor tensor : file.tensors().values()) {
                double[] values = new double[(int) tensor.shape().elements()];
                file.read(tensor.name(), MemorySegment.ofArray(values));
                results.put(tensor.name(), values);
            }
        }
        return results;
    }

    /** The same names with what our kernels make of it. */
    Map<String, double[]> results(LayerRun.Kernels kernels) {
        LayerRun run = new LayerRun(layer, kernels, launch);
        run.forward(physicalInputs(), physicalParameters());
        double[][] cotangents = layer.randomCotangents();
        for (int i = 0; i < cotangents.length; i++) {
            cotangents[i] = Logical.toPhysical(layer.outputs().get(i).shape(), cotangents[i]);
        }
        run.backward(cotangents);
        return results(run);
    }

    private Map<String, double[]> results(LayerRun run) {
        Map<String, double[]> results = new HashMap<>();
        if (layer.outputs().isEmpty()) {
            results.put("loss", new double[] {run.loss()});
        }
        for (int i = 0; i < layer.outputs().size(); i++) {
            results.put(
                    "output." + i, Logical.fromPhysical(layer.outputs().get(i).shape(), run.output(i)));
        }
        for (int i = 0; i < layer.inputs().size(); i++) {
            if (layer.operator().differentiable(i)) {
                Shape shape = layer.inputs().get(i).shape();
                results.put("gradient.input." + i, Logical.fromPhysical(shape, run.inputGradient(i)));
            }
        }
        List<ParameterSpec> parameters = layer.operator().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            double[] gradient = Logical.fromPhysical(parameters.get(i), run.parameterGradient(i));
            results.put("gradient.parameter." + parameters.get(i).role(), gradient);
        }
        return results;
    }

    private double[][] physicalInputs() {
        double[][] inputs = layer.randomInputs();
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Logical.toPhysical(layer.inputs().get(i).shape(), inputs[i]);
        }
        return inputs;
    }

    private double[][] physicalParameters() {
        double[][] parameters = layer.randomParameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = Logical.toPhysical(layer.operator().parameters().get(i), parameters[i]);
        }
        return parameters;
    }

    /** The components of the operator's record by their names, and what its random numbers depend on. */
    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("operator", layer.operator().kind());
        for (RecordComponent component : layer.operator().getClass().getRecordComponents()) {
            settings.put(component.getName(), component(component));
        }
        settings.put("microbatches", String.valueOf(layer.microbatches()));
        settings.put("seed", String.valueOf(launch.seed()));
        settings.put("stream", String.valueOf(launch.stream()));
        settings.put("step", String.valueOf(launch.step()));
        settings.put("first_sample", String.valueOf(launch.firstSample()));
        return settings;
    }

    private String component(RecordComponent component) {
        try {
            return String.valueOf(component.getAccessor().invoke(layer.operator()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("An operator is a public record.", e);
        }
    }

    private static void add(String name, TensorSpec spec, double[] values, Map<StoredTensor, double[]> tensors) {
        StoredType type = spec.type() == DataType.INT32 ? StoredType.I64 : StoredType.F64;
        tensors.put(new StoredTensor(name, type, spec.shape()), values);
    }

    private static MemorySegment segment(StoredTensor tensor, double[] values) {
        return tensor.type() == StoredType.F64
                ? MemorySegment.ofArray(values)
                : MemorySegment.ofArray(
                        Arrays.stream(values).mapToLong(value -> (long) value).toArray());
    }
}
