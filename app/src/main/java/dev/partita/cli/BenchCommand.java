package dev.partita.cli;

import dev.partita.i18n.Messages;
import dev.partita.workbench.HostProcessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Measures the tables of the documentation on this machine. */
@Command(name = "bench")
final class BenchCommand implements Runnable {
    @Parameters(paramLabel = "NAME", arity = "0..*", descriptionKey = "bench.names")
    private List<String> names = List.of();

    private final Session session;

    BenchCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        List<Benchmark> wanted = wanted();
        Map<String, Report> tables = new LinkedHashMap<>();
        for (Benchmark benchmark : wanted) {
            try (Session.Ending ignored = Busy.with(session, "bench.busy")) {
                tables.put(benchmark.name(), benchmark.measure());
            }
        }
        session.report(new Output(HostProcessor.name(), Runtime.getRuntime().availableProcessors(), tables));
    }

    private List<Benchmark> wanted() {
        Map<String, Benchmark> known = Benchmark.ALL.stream()
                .collect(Collectors.toMap(Benchmark::name, each -> each, (a, b) -> a, LinkedHashMap::new));
        for (String name : names) {
            if (!known.containsKey(name)) {
                throw session.failure(ExitCode.INPUT, "bench.unknown", name, String.join(", ", known.keySet()));
            }
        }
        return Benchmark.ALL.stream()
                .filter(benchmark -> names.isEmpty() || names.contains(benchmark.name()))
                .toList();
    }

    record Output(String processor, int cores, Map<String, Report> benchmarks) implements Report {
        @Override
        public List<String> lines(Messages messages) {
            List<String> lines = new ArrayList<>();
            lines.add(messages.text("bench.machine", processor, cores));
            benchmarks.forEach((name, table) -> {
                lines.add("");
                lines.add(messages.text("bench." + name));
                lines.addAll(table.lines(messages));
            });
            return lines;
        }
    }
}
