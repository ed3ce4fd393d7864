package dev.partita.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.partita.hardware.Cluster;
import dev.partita.hardware.Clusters;
import dev.partita.i18n.Messages;
import dev.partita.sweep.CommaTable;
import dev.partita.sweep.Sweep;
import dev.partita.sweep.SweepColumns;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts every configuration of a table. */
@Command(name = "sweep")
final class SweepCommand implements Runnable {
    @Parameters(paramLabel = "CONFIGS.csv", descriptionKey = "sweep.configurations")
    private Path configurations = Path.of("");

    @Option(names = "--cluster", paramLabel = "CLUSTER", required = true, descriptionKey = "sweep.cluster")
    private String cluster = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT.csv",
            descriptionKey = "sweep.output")
    private Optional<Path> output = Optional.empty();

    private final Session session;

    SweepCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Cluster devices = Clusters.parse(cluster);
        CommaTable input = CommaTable.parse(TextFiles.read(session, configurations));
        List<Sweep.Row> rows = new Sweep(devices).rows(input);
        CommaTable table =
                Sweep.table(input, rows, new SweepColumns(session.messages().language()));
        output.ifPresent(file -> TextFiles.write(session, file, table.text()));
        long predicted =
                rows.stream().filter(row -> row.prediction().isPresent()).count();
        session.report(Done.of(table, predicted, output));
    }

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");

    /** The table itself where it goes to no file. */
    record Done(
            int rows,
            long predicted,
            Optional<String> file,
            List<Map<String, Object>> configurations,
            @JsonIgnore String text)
            implements Report {
        static Done of(CommaTable table, long predicted, Optional<Path> file) {
            return new Done(
                    table.rows().size(),
                    predicted,
                    file.map(Path::toString),
                    file.isPresent() ? List.of() : objects(table),
                    file.isPresent() ? "" : table.text());
        }

        private static List<Map<String, Object>> objects(CommaTable table) {
            List<Map<String, Object>> objects = new ArrayList<>();
            for (List<String> row : table.rows()) {
                Map<String, Object> object = new LinkedHashMap<>();
                for (int i = 0; i < row.size(); i++) {
                    object.put(table.header().get(i), value(row.get(i)));
                }
                objects.add(object);
            }
            return objects;
        }

        private static Object value(String cell) {
            return NUMBER.matcher(cell).matches() ? (Object) new BigDecimal(cell) : cell;
        }

        @Override
        public List<String> lines(Messages messages) {
            return file.map(name -> List.of(messages.text("sweep.done", predicted, rows, name)))
                    .orElseGet(() -> text.lines().toList());
        }
    }
}
