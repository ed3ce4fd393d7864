package dev.partita.history;

import dev.partita.project.ProjectJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The runs of a project with their metrics and timelines. For any thread, and for several processes at once: training
 * a project that another process edits is fine.
 */
public final class RunStore {
    /** The metric that {@link #losses} reads. */
    public static final String LOSS = "loss";

    private final ProjectDatabase database;

    RunStore(ProjectDatabase database) {
        this.database = database;
    }

    /** Stores a run before its first step and returns its number, which no other run of the project ever has. */
    public long begin(RunStart start) {
        String planJson = new String(ProjectJson.write(start.planAlone()), StandardCharsets.UTF_8);
        OptionalDouble predicted = start.predictedStepSeconds();
        return database.write("project.part.run", connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO run (plan, project, plan_hash, graph_hash, seed, steps, profile_fingerprint,"
                            + " predicted_step_seconds, started_ms, status, process, process_started_ms)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    start.plan(),
                    planJson,
                    ProjectJson.hash(start.planAlone()),
                    start.graphHash(),
                    start.seed(),
                    start.steps(),
                    start.profileFingerprint(),
                    predicted.isPresent() ? predicted.getAsDouble() : null,
                    System.currentTimeMillis(),
                    RunStatus.RUNNING.key(),
                    ProcessHandle.current().pid(),
                    RunningProcess.startedMillis(ProcessHandle.current()));
            long run = Sql.rows(connection, "SELECT last_insert_rowid()", row -> row.getLong(1))
                    .getFirst();
            for (Map.Entry<String, String> option : start.options().entrySet()) {
                Sql.update(
                        connection,
                        "INSERT INTO run_option (run, name, value) VALUES (?, ?, ?)",
                        run,
                        option.getKey(),
                        option.getValue());
            }
            return run;
        });
    }

    /** Adds metrics in one transaction; a step's metric that is there already is replaced, as after a resume. */
    public void append(long run, List<Metric> metrics) {
        database.write("project.part.metrics", connection -> {
            batch(
                    connection,
                    "INSERT OR REPLACE INTO metric (run, name, step, value) VALUES (?, ?, ?, ?)",
                    metrics,
                    metric -> new Object[] {run, metric.name(), metric.step(), metric.value()});
            return true;
        });
    }

    /** Stores a run's timeline in place of an earlier one of the same origin. */
    public void storeTimeline(long run, TimelineOrigin origin, List<TaskInterval> tasks) {
        database.write("project.part.timeline", connection -> {
            Sql.update(connection, "DELETE FROM task WHERE run = ? AND origin = ?", run, origin.key());
            batch(
                    connection,
                    "INSERT INTO task (run, origin, name, device, lane, start_seconds, end_seconds, bytes)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    tasks,
                    task -> new Object[] {
                        run,
                        origin.key(),
                        task.name(),
                        task.device(),
                        task.lane(),
                        task.startSeconds(),
                        task.endSeconds(),
                        task.bytes()
                    });
            return true;
        });
    }

    /** Ends a run with its measured figures, by names with units. */
    public void finish(long run, RunStatus status, Map<String, Double> results) {
        database.write("project.part.run_end", connection -> {
            Sql.update(
                    connection,
                    "UPDATE run SET status = ?, ended_ms = ? WHERE id = ?",
                    status.key(),
                    System.currentTimeMillis(),
                    run);
            batch(
                    connection,
                    "INSERT OR REPLACE INTO run_result (run, name, value) VALUES (?, ?, ?)",
                    List.copyOf(results.entrySet()),
                    result -> new Object[] {run, result.getKey(), result.getValue()});
            return true;
        });
    }

    /** Changes what the user says of a run, which is no part of what was measured. */
    public void describe(long run, RunNote note) {
        database.write("project.part.run_note", connection -> {
            Sql.update(connection, "DELETE FROM run_note WHERE run = ?", run);
            Sql.update(connection, "DELETE FROM run_tag WHERE run = ?", run);
            if (!note.text().isEmpty()) {
                Sql.update(connection, "INSERT INTO run_note (run, note) VALUES (?, ?)", run, note.text());
            }
            batch(connection, "INSERT INTO run_tag (run, tag) VALUES (?, ?)", List.copyOf(note.tags()), tag ->
                    new Object[] {run, tag});
            return true;
        });
    }

    /** All runs, oldest first. */
    public List<Run> list() {
        return database.read(
                "project.part.runs",
                connection ->
                        Sql.rows(connection, "SELECT * FROM run ORDER BY id", row -> RunRow.run(connection, row)));
    }

    public Optional<Run> get(long run) {
        return database.read(
                "project.part.run",
                connection ->
                        Sql.rows(connection, "SELECT * FROM run WHERE id = ?", row -> RunRow.run(connection, row), run)
                                .stream()
                                .findFirst());
    }

    /** The loss by step. */
    public SortedMap<Long, Double> losses(long run) {
        return metric(run, LOSS);
    }

    /** A metric's values by step. */
    public SortedMap<Long, Double> metric(long run, String name) {
        SortedMap<Long, Double> values = new TreeMap<>();
        database.read(
                "project.part.metrics",
                connection -> Sql.rows(
                        connection,
                        "SELECT step, value FROM metric WHERE run = ? AND name = ?",
                        row -> values.put(row.getLong("step"), Sql.number(row, "value")),
                        run,
                        name));
        return values;
    }

    /** The names of all metrics that a run has, in order. */
    public List<String> metricNames(long run) {
        return database.read(
                "project.part.metrics",
                connection -> Sql.rows(
                        connection,
                        "SELECT DISTINCT name FROM metric WHERE run = ? ORDER BY name",
                        row -> row.getString("name"),
                        run));
    }

    /** A run's timeline in the order in which it was stored; empty where there is none. */
    public List<TaskInterval> timeline(long run, TimelineOrigin origin) {
        return database.read(
                "project.part.timeline",
                connection -> Sql.rows(
                        connection,
                        "SELECT * FROM task WHERE run = ? AND origin = ? ORDER BY id",
                        RunStore::task,
                        run,
                        origin.key()));
    }

    private static TaskInterval task(ResultSet row) throws SQLException {
        return new TaskInterval(
                row.getString("name"),
                row.getString("device"),
                row.getString("lane"),
                row.getDouble("start_seconds"),
                row.getDouble("end_seconds"),
                row.getLong("bytes"));
    }

    @FunctionalInterface
    private interface Values<T> {
        Object[] of(T element);
    }

    private static <T> void batch(Connection connection, String insert, List<T> elements, Values<T> values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (T element : elements) {
                Sql.bind(statement, values.of(element));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
