package dev.partita.history;

import java.sql.Connection;
import java.sql.SQLException;

/** What one transaction does. */
@FunctionalInterface
interface SqlWork<T> {
    T in(Connection connection) throws SQLException;
}
