package dev.partita.calibration;

import dev.partita.data.Dataset;
import dev.partita.data.ImageData;
import dev.partita.data.OrderedSource;
import dev.partita.data.SampleOrder;
import dev.partita.data.TextData;
import dev.partita.device.Launch;
import dev.partita.kernel.HostKernel.LoadInput;
import dev.partita.kernel.Kernel;
import dev.partita.kernel.MixedKernel;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** Data to load while loading is timed: what comes with Partita, shuffled, in the shapes that the kernels ask for. */
final class SampleInputs implements AutoCloseable {
    private static final int CLASSES = 10;

    private final List<Dataset> opened = new ArrayList<>();

    /** The source for a kernel; nothing for those that load nothing. */
    Launch.InputSource of(Kernel kernel) {
        if (!(MixedKernel.computed(kernel) instanceof LoadInput load)) {
            return (input, firstSample, target) -> {};
        }
        Dataset dataset = dataset(load);
        opened.add(dataset);
        return new OrderedSource(dataset, new SampleOrder.Shuffled(0), 0);
    }

    private static Dataset dataset(LoadInput load) {
        Shape shape = load.spec().shape();
        int perSample = Math.toIntExact(shape.elements() / shape.size(0));
        if (load.spec().type() != DataType.INT32) {
            return ImageData.builtIn(1, perSample, 1, CLASSES);
        }
        return load.input().equals("label") ? ImageData.builtIn(1, 1, 1, CLASSES) : TextData.builtIn(perSample);
    }

    @Override
    public void close() {
        opened.forEach(Dataset::close);
    }
}
