package dev.partita.imports;

import dev.partita.imports.OnnxModel.External;
import dev.partita.imports.OnnxModel.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** Where the tensors that became parameters lie in an ONNX file or in the data files beside it. */
final class OnnxWeights {
    private OnnxWeights() {}

    static ImportedWeights of(OnnxModel model, SequencedMap<String, List<WeightPart>> parts) {
        Map<String, StoredBytes> places = new HashMap<>();
        for (List<WeightPart> pieces : parts.values()) {
            for (WeightPart piece : pieces) {
                Tensor tensor = model.initializers().get(piece.tensor());
                if (tensor != null) {
                    place(places, tensor);
                }
            }
        }
        return new ImportedWeights(parts, List.of(), Set.of(), places);
    }

    private static void place(Map<String, StoredBytes> places, Tensor tensor) {
        String type = switch (tensor.type()) {
            case 1 -> "F32";
            case 10 -> "F16";
            case 11 -> "F64";
            case 16 -> "BF16";
            default -> "";
        };
        External external = tensor.external();
        if (type.isEmpty() || (external == null && tensor.offset() < 0)) {
            return;
        }
        places.put(
                tensor.name(),
                external != null
                        ? new StoredBytes(external.path().replace('\\', '/'), external.offset(), type, tensor.sizes())
                        : new StoredBytes("", tensor.offset(), type, tensor.sizes()));
    }
}
