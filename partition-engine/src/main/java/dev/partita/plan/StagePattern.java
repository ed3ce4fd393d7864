package dev.partita.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** How the stages of a pipeline, in flow order, lie on its devices; a mesh counts as the device it begins with. */
public enum StagePattern {
    /** Any, as long as no stage needs what comes after it. */
    ANY,
    /** One stage per device. */
    ONE_EACH,
    /** All devices in turn, v times: 0 1 2 0 1 2. */
    ROUND_ROBIN,
    /** All devices and back again, a V: 0 1 2 2 1 0. */
    MIRRORED;

    /** Whether stages on these devices, in flow order, are in this pattern. */
    public boolean fits(List<Integer> devices) {
        return switch (this) {
            case ANY -> true;
            case ONE_EACH -> count(devices) == devices.size();
            case ROUND_ROBIN -> devices.equals(devices(inOrder(devices), devices.size() / count(devices)));
            case MIRRORED -> devices.equals(devices(inOrder(devices), 2));
        };
    }

    /** The device of every stage where each of these devices has so many chunks; in a V they have two. */
    public List<Integer> devices(List<Integer> inOrder, int chunks) {
        List<Integer> devices = new ArrayList<>();
        switch (this) {
            case ANY, ONE_EACH -> devices.addAll(inOrder);
            case ROUND_ROBIN -> {
                for (int chunk = 0; chunk < chunks; chunk++) {
                    devices.addAll(inOrder);
                }
            }
            case MIRRORED -> {
                devices.addAll(inOrder);
                devices.addAll(inOrder.reversed());
            }
        }
        return devices;
    }

    /** The devices in the order in which the flow first comes to them. */
    public static List<Integer> inOrder(List<Integer> devices) {
        return List.copyOf(new LinkedHashSet<>(devices));
    }

    private static int count(List<Integer> devices) {
        return inOrder(devices).size();
    }
}
