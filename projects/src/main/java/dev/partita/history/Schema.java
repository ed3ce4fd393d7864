package dev.partita.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables, by version; SQLite's {@code user_version} says which a file has. */
final class Schema {
    private static final List<String> VERSION_1 =
            List.of("""
            CREATE TABLE edit (
              position INTEGER PRIMARY KEY,
              name TEXT NOT NULL,
              time_ms INTEGER NOT NULL,
              edit TEXT NOT NULL,
              inverse TEXT NOT NULL
            ) STRICT""", """
            CREATE TABLE head (
              id INTEGER PRIMARY KEY CHECK (id = 1),
              position INTEGER NOT NULL,
              saved_hash TEXT NOT NULL,
              format INTEGER NOT NULL
            ) STRICT""", """
            CREATE TABLE journal (
              number INTEGER PRIMARY KEY,
              name TEXT NOT NULL,
              step TEXT NOT NULL,
              hash_after TEXT NOT NULL
            ) STRICT""", """
            CREATE TABLE run (
              id INTEGER PRIMARY KEY AUTOINCREMENT,
              plan TEXT NOT NULL,
              project TEXT NOT NULL,
              plan_hash TEXT NOT NULL,
              graph_hash TEXT NOT NULL,
              seed INTEGER NOT NULL,
              steps INTEGER NOT NULL,
              profile_fingerprint TEXT NOT NULL,
              predicted_step_seconds REAL,
              started_ms INTEGER NOT NULL,
              ended_ms INTEGER,
              status TEXT NOT NULL,
              process INTEGER NOT NULL,
              process_started_ms INTEGER NOT NULL
            ) STRICT""", """
            CREATE TABLE run_option (
              run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
              name TEXT NOT NULL,
              value TEXT NOT NULL,
              PRIMARY KEY (run, name)
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE run_result (
              run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
              name TEXT NOT NULL,
              value REAL,
              PRIMARY KEY (run, name)
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE metric (
              run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
              name TEXT NOT NULL,
              step INTEGER NOT NULL,
              value REAL,
              PRIMARY KEY (run, name, step)
            ) STRICT, WITHOUT ROWID""", """
            CREATE TABLE task (
              id INTEGER PRIMARY KEY,
              run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
              origin TEXT NOT NULL,
              name TEXT NOT NULL,
              device TEXT NOT NULL,
              lane TEXT NOT NULL,
              start_seconds REAL NOT NULL,
              end_seconds REAL NOT NULL,
              bytes INTEGER NOT NULL
            ) STRICT""", "CREATE INDEX task_of_run ON task (run, origin)");

    /** What the user says of runs. */
    private static final List<String> VERSION_2 = List.of("""
            CREATE TABLE run_note (
              run INTEGER PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
              note TEXT NOT NULL
            ) STRICT""", """
            CREATE TABLE run_tag (
              run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
              tag TEXT NOT NULL,
              PRIMARY KEY (run, tag)
            ) STRICT, WITHOUT ROWID""");

    /** What leads from each version to the next. */
    private static final List<List<String>> VERSIONS = List.of(VERSION_1, VERSION_2);

    static final int CURRENT = VERSIONS.size();

    private Schema() {}

    static int versionOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
            return rows.getInt(1);
        }
    }

    /** Whether a database that cannot be migrated can be read as it is. */
    static boolean isReadable(Connection connection) throws SQLException {
        int version = versionOf(connection);
        return version > 0 && version <= CURRENT;
    }

    /** Whether runs can have notes. */
    static boolean hasNotes(Connection connection) throws SQLException {
        return versionOf(connection) >= 2;
    }

    /** Brings an empty or older database to the current version, wholly or not at all. */
    static void migrate(Connection connection) throws SQLException {
        if (versionOf(connection) == CURRENT) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (int version = versionOf(connection); version < CURRENT; version++) {
                for (String change : VERSIONS.get(version)) {
                    statement.execute(change);
                }
                statement.execute("PRAGMA user_version = " + (version + 1));
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }
}
