package dev.partita.history;

import dev.partita.project.ProjectFailure;
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
    private final String name;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    ProjectDatabase(Connection connection, String name) {
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

    /** Does all of the work or nothing of it. */
    <T> T write(String what, SqlWork<T> work) {
        return use("write " + what + " to ", () -> {
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
        return use("read " + what + " from ", () -> work.in(connection));
    }

    private <T> T use(String action, SqlAction<T> work) {
        oneAtATime.lock();
        try {
            return work.run();
        } catch (SQLException e) {
            throw new ProjectFailure("Partita could not " + action + name + " because " + SqlProblem.of(e) + ".", e);
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
        use("close ", () -> {
            connection.close();
            return true;
        });
    }

    @FunctionalInterface
    private interface SqlAction<T> {
        T run() throws SQLException;
    }
}
