package dev.partita.checks;

import dev.partita.hardware.Cluster;
import dev.partita.hardware.Machine;
import dev.partita.profile.Profile;
import dev.partita.program.BufferKind;
import dev.partita.program.DeviceProgram;
import dev.partita.program.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One device's memory at the worst moment of a step. Kinds, padding and overhead add up to the peak.
 *
 * @param count how many devices this entry stands for
 * @param peakBytes the arena and what the runtime itself takes; 0 for a device that owns no layer
 */
public record DeviceMemory(
        String name,
        int count,
        long capacityBytes,
        long peakBytes,
        Map<BufferKind, Long> bytesByKind,
        long paddingBytes,
        long overheadBytes) {
    public DeviceMemory {
        Map<BufferKind, Long> all = new EnumMap<>(BufferKind.class);
        for (BufferKind kind : BufferKind.values()) {
            all.put(kind, bytesByKind.getOrDefault(kind, 0L));
        }
        bytesByKind = Collections.unmodifiableMap(all);
    }

    public long bytes(BufferKind kind) {
        return bytesByKind.getOrDefault(kind, 0L);
    }

    /** Every device of a cluster in order. */
    static List<DeviceMemory> all(Cluster cluster, Prediction now, Profile profile) {
        Map<Integer, DeviceProgram> programs = new HashMap<>();
        now.program()
                .map(Program::devices)
                .orElse(List.of())
                .forEach(share -> share.devices().forEach(device -> programs.put(device, share)));
        List<DeviceMemory> devices = new ArrayList<>();
        for (Machine machine : cluster.machines()) {
            for (int i = 0; i < machine.devices(); i++) {
                DeviceProgram program = programs.get(devices.size());
                String name = Cluster.deviceName(devices.size());
                long capacity = machine.model().capacity().count();
                devices.add(
                        program == null
                                ? new DeviceMemory(name, 1, capacity, 0, Map.of(), 0, 0)
                                : new DeviceMemory(
                                        name,
                                        1,
                                        capacity,
                                        Math.addExact(program.arenaBytes(), profile.overheadBytes()),
                                        program.bytesByKind(),
                                        program.paddingBytes(),
                                        profile.overheadBytes()));
            }
        }
        return devices;
    }
}
