package dev.partita.history;

import dev.partita.text.Sentence;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite said, as the end of a sentence: the reason and what to do. */
final class SqlProblem {
    private SqlProblem() {}

    static Sentence of(SQLException problem) {
        return switch (code(problem)) {
            case SQLITE_FULL -> Sentence.of("project.database.full");
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN -> Sentence.of("project.database.denied");
            case SQLITE_BUSY, SQLITE_LOCKED -> Sentence.of("project.database.busy");
            case SQLITE_CORRUPT, SQLITE_NOTADB -> Sentence.of("project.database.damaged");
            default -> Sentence.of("project.database.other", String.valueOf(problem.getMessage()));
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
