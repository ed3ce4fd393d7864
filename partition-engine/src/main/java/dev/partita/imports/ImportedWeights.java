package dev.partita.imports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * How the parameters of an imported model are made of the tensors of its files.
 *
 * @param parts by parameter: what lies one after another along its first dimension
 * @param prefixes what may stand before a tensor's name in the file
 * @param others ends of the names of tensors that are known and need no parameter
 * @param places where the tensors of a model file lie in it; empty where a safetensors file beside the model holds them
 */
public record ImportedWeights(
        SequencedMap<String, List<WeightPart>> parts,
        List<String> prefixes,
        Set<String> others,
        Map<String, StoredBytes> places) {
    /** No weights. */
    public static final ImportedWeights NONE =
            new ImportedWeights(new LinkedHashMap<>(), List.of(), Set.of(), Map.of());

    public ImportedWeights {
        parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
        prefixes = List.copyOf(prefixes);
        others = Set.copyOf(others);
        places = Map.copyOf(places);
    }
}
