package dev.partita.history;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite said, as the end of a sentence: the reason and what to do. */
final class SqlProblem {
    private SqlProblem() {}

    static String of(SQLException problem) {
        return switch (code(problem)) {
            case SQLITE_FULL -> "the disk is full; free some space and try again";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN ->
                "it cannot be written; make the file and its folder writable";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another process is writing to it; try again";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "it is damaged; open the project again, which starts a new one";
            default -> "the database says \"" + problem.getMessage() + "\"; check the disk and try again";
        };
    }

    /** Whether the file is no database, or none that Partita wrote. */
    static boolean isDamage(SQLException problem) {
        return switch (code(problem)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_ERROR -> true;
            default -> false;
        };
    }

    /** SQLite's extended codes carry the plain one in their lowest byte. */
    private static SQLiteErrorCode code(SQLException problem) {
        return problem instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
