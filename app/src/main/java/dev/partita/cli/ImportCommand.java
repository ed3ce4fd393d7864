package dev.partita.cli;

import dev.partita.hardware.Clusters;
import dev.partita.i18n.Messages;
import dev.partita.imports.ImportObserver;
import dev.partita.imports.ImportReport;
import dev.partita.plan.ClusterSpec;
import dev.partita.quantity.Human;
import dev.partita.text.Language;
import dev.partita.workbench.ModelImport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a project folder from a model file. */
@Command(name = "import")
final class ImportCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "MODEL", descriptionKey = "import.model")
    private Path model = Path.of("");

    @Parameters(index = "1", paramLabel = "DIR", descriptionKey = "import.dir")
    private Path folder = Path.of("");

    @Option(names = "--dim", paramLabel = "NAME=N", descriptionKey = "import.dim")
    private List<String> sizes = new ArrayList<>();

    private final Session session;

    ImportCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Map<String, Long> dimensions = dimensions();
        ModelImport imported;
        try (Session.Ending ignored = Busy.with(session, "import.busy")) {
            imported = ModelImport.run(
                    new ModelImport.Request(model, folder, ClusterSpec.of(Clusters.DEFAULT), dimensions),
                    session.messages().language(),
                    ImportObserver.NOBODY);
        }
        session.report(Done.of(folder, model, imported, session.messages().language()));
    }

    private Map<String, Long> dimensions() {
        Map<String, Long> dimensions = new LinkedHashMap<>();
        for (String size : sizes) {
            int equals = size.lastIndexOf('=');
            String number = size.substring(equals + 1).strip();
            if (equals < 1 || !number.matches("[1-9]\\d{0,8}")) {
                throw session.failure(ExitCode.INPUT, "import.bad_dim", size);
            }
            dimensions.put(size.substring(0, equals).strip(), Long.parseLong(number));
        }
        return dimensions;
    }

    record Opaque(String operator, int count) {}

    record Done(
            String folder,
            String model,
            String cluster,
            int nodes,
            int layers,
            long parameters,
            List<Opaque> opaque,
            Map<String, Integer> planned,
            List<String> notes,
            String report)
            implements Report {

        static Done of(Path folder, Path model, ModelImport imported, Language language) {
            ImportReport report = imported.report();
            return new Done(
                    folder.toString(),
                    model.toString(),
                    imported.project().cluster().notation(),
                    report.nodes(),
                    report.layers(),
                    report.parameters(),
                    report.opaque().stream()
                            .map(entry -> new Opaque(entry.operator(), entry.count()))
                            .toList(),
                    report.planned(),
                    report.notes().stream().map(note -> note.in(language)).toList(),
                    imported.reportFile().toString());
        }

        @Override
        public List<String> lines(Messages messages) {
            List<String> lines = new ArrayList<>();
            lines.add(messages.text(
                    "import.done", folder, model, String.valueOf(layers), Human.count(parameters), cluster));
            lines.addAll(notes);
            if (!opaque.isEmpty()) {
                lines.add(messages.text(
                        "import.opaque",
                        opaque.stream()
                                .map(entry -> entry.operator() + " x" + entry.count())
                                .collect(Collectors.joining(", "))));
            }
            if (!planned.isEmpty()) {
                lines.add(messages.text(
                        "import.planned",
                        planned.entrySet().stream()
                                .map(entry -> entry.getKey() + " x" + entry.getValue())
                                .collect(Collectors.joining(", "))));
            }
            lines.add(messages.text("import.report", report));
            lines.add(messages.text("new.next.check", folder));
            return lines;
        }
    }
}
