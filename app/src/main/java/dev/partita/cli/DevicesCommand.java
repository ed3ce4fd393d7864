package dev.partita.cli;

import dev.partita.cli.terminal.Table;
import dev.partita.cpu.CpuBackend;
import dev.partita.device.BackendUnavailable;
import dev.partita.i18n.Messages;
import dev.partita.quantity.Human;
import dev.partita.workbench.HostMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Lists what this machine can train on, and what was searched for. */
@Command(name = "devices")
final class DevicesCommand implements Runnable {
    private final Session session;

    DevicesCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<Device> devices = new ArrayList<>();
        Search cpu = searchCpu();
        if (cpu.found()) {
            devices.add(new Device("virtual", "cpu", HostMemory.bytes().orElse(0)));
        }
        session.report(new Listing(devices, List.of(cpu)));
    }

    private Search searchCpu() {
        try (CpuBackend backend = CpuBackend.open()) {
            return new Search(backend.name(), "oneDNN", true, Optional.empty());
        } catch (BackendUnavailable missing) {
            return new Search("cpu", "oneDNN", false, Optional.of(session.text(missing.sentence())));
        }
    }

    record Device(String name, String backend, long memoryBytes) {}

    record Search(String backend, String library, boolean found, Optional<String> reason) {}

    record Listing(List<Device> devices, List<Search> searched) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            Table table = new Table(List.of(
                            messages.text("devices.name"),
                            messages.text("devices.backend"),
                            messages.text("devices.memory")))
                    .left(1);
            devices.forEach(
                    device -> table.row(List.of(device.name(), device.backend(), Human.bytes(device.memoryBytes()))));
            List<String> lines = new ArrayList<>(table.lines());
            lines.add("");
            searched.forEach(search -> lines.add(messages.text(
                    search.found() ? "devices.found" : "devices.missing",
                    search.backend(),
                    search.library(),
                    search.reason().orElse(""))));
            return lines;
        }
    }
}
