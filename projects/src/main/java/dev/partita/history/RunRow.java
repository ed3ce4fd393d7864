package dev.partita.history;

import dev.partita.project.ProjectJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a run from its row and the tables that hang on it. */
final class RunRow {
    private RunRow() {}

    static Run run(Connection connection, ResultSet row) throws SQLException {
        double predicted = Sql.number(row, "predicted_step_seconds");
        long ended = row.getLong("ended_ms");
        boolean hasEnded = !row.wasNull();
        return new Run(
                row.getLong("id"),
                row.getString("plan"),
                row.getString("project"),
                row.getString("plan_hash"),
                row.getString("graph_hash"),
                row.getLong("seed"),
                row.getLong("steps"),
                row.getString("profile_fingerprint"),
                Double.isNaN(predicted) ? OptionalDouble.empty() : OptionalDouble.of(predicted),
                Instant.ofEpochMilli(row.getLong("started_ms")),
                hasEnded ? Optional.of(Instant.ofEpochMilli(ended)) : Optional.empty(),
                status(row),
                configuration(connection, row),
                results(connection, row.getLong("id")),
                note(connection, row.getLong("id")));
    }

    private static RunNote note(Connection connection, long run) throws SQLException {
        if (!Schema.hasNotes(connection)) {
            return RunNote.NONE;
        }
        List<String> text =
                Sql.rows(connection, "SELECT note FROM run_note WHERE run = ?", row -> row.getString("note"), run);
        List<String> tags =
                Sql.rows(connection, "SELECT tag FROM run_tag WHERE run = ?", row -> row.getString("tag"), run);
        return new RunNote(text.isEmpty() ? "" : text.getFirst(), new TreeSet<>(tags));
    }

    private static RunStatus status(ResultSet row) throws SQLException {
        RunStatus stored = RunStatus.ofKey(row.getString("status"));
        boolean alive = RunningProcess.isAlive(row.getLong("process"), row.getLong("process_started_ms"));
        return stored == RunStatus.RUNNING && !alive ? RunStatus.INTERRUPTED : stored;
    }

    private static SortedMap<String, String> configuration(Connection connection, ResultSet row) throws SQLException {
        SortedMap<String, String> configuration = new TreeMap<>(ProjectJson.flatten(row.getString("project")));
        configuration.put("seed", row.getString("seed"));
        configuration.put("steps", row.getString("steps"));
        configuration.put("graph", row.getString("graph_hash"));
        configuration.put("profile", row.getString("profile_fingerprint"));
        Sql.rows(
                connection,
                "SELECT name, value FROM run_option WHERE run = ?",
                option -> configuration.put("option." + option.getString("name"), option.getString("value")),
                row.getLong("id"));
        return configuration;
    }

    private static SortedMap<String, Double> results(Connection connection, long run) throws SQLException {
        SortedMap<String, Double> results = new TreeMap<>();
        Sql.rows(
                connection,
                "SELECT name, value FROM run_result WHERE run = ?",
                row -> results.put(row.getString("name"), Sql.number(row, "value")),
                run);
        return results;
    }
}
