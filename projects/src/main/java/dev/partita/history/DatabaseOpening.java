package dev.partita.history;

import dev.partita.project.ProjectFailure;
import dev.partita.text.Sentence;
import dev.partita.text.Verbatim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

/**
 * Opens a database file that may be missing, damaged, newer, or on a disk that takes no writes. A project never fails
 * to open because of it: a damaged file is set aside by the writer and a new one started; where nothing can be
 * written, an old file is read and, failing that, memory stands in.
 */
final class DatabaseOpening {
    private static final String SET_ASIDE = ProjectDatabase.FILE + ".damaged-";

    /** Above this a complete check at every opening would be felt; reading then finds damage where it lies. */
    private static final long CHECKED_UP_TO_BYTES = 32L << 20;

    private static final int LONGEST_VALUE_BYTES = 64 << 20;

    /** SQLite's binding logs stack traces to the terminal; here every failure becomes a sentence. Kept from collection. */
    private static final Logger SILENCED = Logger.getLogger("org.sqlite");

    static {
        SILENCED.setLevel(Level.OFF);
    }

    private final Path file;
    private final boolean writer;

    DatabaseOpening(Path file, boolean writer) {
        this.file = file.toAbsolutePath();
        this.writer = writer;
    }

    OpenedDatabase open() {
        requireSqlite();
        boolean existed = Files.exists(file);
        if (!existed && !writer) {
            return inMemory("project.opening.missing", false);
        }
        try {
            ProjectDatabase database = openFile();
            return existed
                    ? new OpenedDatabase(database, Optional.empty(), false)
                    : anew(database, Sentence.of("project.opening.new", file));
        } catch (NewerSchema e) {
            return inMemory("project.opening.newer", true);
        } catch (SQLException e) {
            if (SqlProblem.isDamage(e)) {
                return damaged();
            }
            return existed ? readOnly(e) : inMemory("project.opening.unmade", false, SqlProblem.of(e));
        }
    }

    /** SQLite unpacks its native library into the temporary folder, which may forbid writing or running. */
    private static void requireSqlite() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception | LinkageError e) {
            throw new ProjectFailure(Sentence.of("project.opening.no_sqlite", System.getProperty("java.io.tmpdir")), e);
        }
    }

    private ProjectDatabase openFile() throws SQLException {
        Connection connection = connect(file.toUri().getRawPath());
        try {
            execute(connection, "PRAGMA journal_mode = WAL");
            if (Schema.versionOf(connection) > Schema.CURRENT) {
                throw new NewerSchema();
            }
            check(connection);
            if (Schema.versionOf(connection) > 0) {
                // Some other program's database may carry our version number: then this fails before we change it.
                execute(connection, "SELECT position, saved_hash, format FROM head");
            }
            Schema.migrate(connection);
            return new ProjectDatabase(connection, new Verbatim(file.toString()));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The path is an encoded URI, so that no character of a folder's name is taken for a parameter. */
    private static Connection connect(String encodedPath) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(5_000);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        // The file may come from somebody else: it loads nothing, and no value in it is larger than a project.
        config.enableLoadExtension(false);
        config.setPragma(SQLiteConfig.Pragma.LIMIT_LENGTH, String.valueOf(LONGEST_VALUE_BYTES));
        Connection connection = config.createConnection("jdbc:sqlite:file:" + encodedPath);
        execute(connection, "PRAGMA trusted_schema = OFF");
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void check(Connection connection) throws SQLException {
        if (file.toFile().length() > CHECKED_UP_TO_BYTES) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!"ok".equals(rows.getString(1))) {
                throw new SQLiteException(rows.getString(1), SQLiteErrorCode.SQLITE_CORRUPT);
            }
        }
    }

    private OpenedDatabase damaged() {
        if (!writer) {
            return inMemory("project.opening.damaged", false);
        }
        try {
            Path aside = setAside();
            return anew(openFile(), Sentence.of("project.opening.set_aside", file, aside.getFileName()));
        } catch (IOException | SQLException e) {
            return inMemory("project.opening.stuck", false, String.valueOf(e.getMessage()));
        }
    }

    /** The write-ahead log belongs to the damaged file and must never be replayed into the new one. */
    private Path setAside() throws IOException {
        int number = 1;
        while (Files.exists(file.resolveSibling(SET_ASIDE + number))) {
            number++;
        }
        Path aside = file.resolveSibling(SET_ASIDE + number);
        Files.move(file, aside);
        Path log = file.resolveSibling(ProjectDatabase.FILE + "-wal");
        if (Files.exists(log)) {
            Files.move(log, file.resolveSibling(SET_ASIDE + number + "-wal"));
        }
        Files.deleteIfExists(file.resolveSibling(ProjectDatabase.FILE + "-shm"));
        return aside;
    }

    /** Reads the file as it lies there, which takes no lock and makes no log. */
    private OpenedDatabase readOnly(SQLException problem) {
        try {
            Connection connection = connect(file.toUri().getRawPath() + "?immutable=1&mode=ro");
            if (Schema.isReadable(connection)) {
                Sentence notice = Sentence.of("project.opening.read_only", file, SqlProblem.of(problem));
                return new OpenedDatabase(
                        new ProjectDatabase(connection, new Verbatim(file.toString())), Optional.of(notice), true);
            }
            connection.close();
        } catch (SQLException e) {
            problem.addSuppressed(e);
        }
        return inMemory("project.opening.unusable", true, SqlProblem.of(problem));
    }

    /** @param why the key of a sentence about the file and, where it asks for one, a reason */
    private OpenedDatabase inMemory(String why, boolean hidesSteps, Object... reason) {
        try {
            Connection connection = connect(":memory:");
            Schema.migrate(connection);
            Sentence notice = new Sentence(
                    why, Stream.concat(Stream.of(file), Stream.of(reason)).toList());
            return new OpenedDatabase(
                    new ProjectDatabase(connection, Sentence.of("project.database.memory")),
                    Optional.of(notice),
                    hidesSteps);
        } catch (SQLException e) {
            throw new ProjectFailure(Sentence.of("project.opening.sqlite_fails", String.valueOf(e.getMessage())), e);
        }
    }

    private static OpenedDatabase anew(ProjectDatabase database, Sentence notice) {
        return new OpenedDatabase(database, Optional.of(notice), false);
    }

    private static final class NewerSchema extends SQLException {
        private static final long serialVersionUID = 1L;
    }
}
