package dev.partita.imports;

import dev.partita.operator.Operator;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** A layer that patterns may still change. */
final class LayerDraft {
    String id;
    Operator operator;
    List<Flow> inputs;
    /** The file's names of the parameters, in the operator's order. */
    List<Weight> weights;

    List<TensorSpec> outputs;

    /** The one number that an elementwise function applies; NaN where there is none, or it is not known. */
    double constant = Double.NaN;

    LayerDraft(String id, Operator operator, List<Flow> inputs, List<Weight> weights, List<TensorSpec> outputs) {
        this.id = id;
        this.operator = operator;
        this.inputs = new ArrayList<>(inputs);
        this.weights = List.copyOf(weights);
        this.outputs = List.copyOf(outputs);
    }

    Flow flow() {
        return new Flow(this, 0);
    }

    String scope() {
        int slash = id.lastIndexOf('/');
        return slash < 0 ? "" : id.substring(0, slash);
    }
}
