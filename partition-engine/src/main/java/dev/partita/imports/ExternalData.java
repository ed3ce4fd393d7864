package dev.partita.imports;

import java.util.OptionalLong;

/** Files beside a model that hold its weights: only their lengths matter. */
@FunctionalInterface
public interface ExternalData {
    /** The length of a file by its path below the model's folder; empty where there is none. */
    OptionalLong length(String path);
}
