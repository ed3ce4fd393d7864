package dev.partita.history;

import dev.partita.project.ProjectFailure;
import dev.partita.text.Sentence;
import dev.partita.text.Wording;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The {@code partita.db} of a folder. What was written is on the medium when a call returns. Several threads may use
 * one database, and several processes one file.
 */
public final class ProjectDatabase implements AutoCloseable {
    public static final String FILE = "partita.db";

    private final Connection connection;
    private final Wording name;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    ProjectDatabase(Connection connection, Wording name) {
        this.connection = connection;
        this.name = name;
    }

    /**
     * Opens the folder's database, or what can stand in for it.
     *
     * @param writer whether this process holds the folder's lock and so may replace a damaged database
     */
    public static OpenedDatabase open(Path folder, boolean writer) {
        return new DatabaseOpening(folder.resolve(FILE), writer).open();
    }

    public EditHistory edits() {
        return new EditHistory(this);
    }

    public RunStore runs() {
        return new RunStore(this);
    }

    /** Does all of the work or nothing of it; {@code what} is the key of what is written. */
    <T> T write(String what, SqlWork<T> work) {
        return use(Sentence.of("project.database.write", Sentence.of(what), name), () -> {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    <T> T read(String what, SqlWork<T> work) {
        return use(Sentence.of("project.database.read", Sentence.of(what), name), () -> work.in(connection));
    }

    private <T> T use(Sentence attempt, SqlAction<T> work) {
        oneAtATime.lock();
        try {
            return work.run();
        } catch (SQLException e) {
            throw new ProjectFailure(Sentence.of("project.database.failed", attempt, SqlProblem.of(e)), e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void rollBack(Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException second) {
            reason.addSuppressed(second);
        }
    }

    @Override
    public void close() {
        use(Sentence.of("project.database.close", name), () -> {
            connection.close();
            return true;
        });
    }

    @FunctionalInterface
    private interface SqlAction<T> {
        T run() throws SQLException;
    }
}
