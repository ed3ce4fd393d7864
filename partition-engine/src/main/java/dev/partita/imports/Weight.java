package dev.partita.imports;

import java.util.List;

/**
 * A parameter as a file names it.
 *
 * @param name empty where the file has no name for it
 * @param parts the tensors it is made of; none where that is not known
 */
record Weight(String name, List<WeightPart> parts) {
    Weight {
        parts = List.copyOf(parts);
    }
}
