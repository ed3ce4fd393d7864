package dev.partita.sharding;

import java.util.ArrayList;
import java.util.List;

/** The arrays that a number of devices can form. */
public final class Meshes {
    private Meshes() {}

    /**
     * One axis that leaves open what is divided over it, then every {@code data} by {@code tensor}, few ranks to a layer
     * first.
     */
    public static List<List<Axis>> of(int devices) {
        List<List<Axis>> meshes = new ArrayList<>();
        meshes.add(List.of(new Axis("devices", devices)));
        for (int tensor = 2; tensor < devices; tensor++) {
            if (devices % tensor == 0) {
                meshes.add(List.of(new Axis("data", devices / tensor), new Axis("tensor", tensor)));
            }
        }
        return List.copyOf(meshes);
    }
}
