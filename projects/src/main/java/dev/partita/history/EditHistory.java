package dev.partita.history;

import dev.partita.plan.Edit;
import dev.partita.project.ProjectJson;
import dev.partita.text.Language;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The edits that led to the project, and the steps since the last save. Each method is one transaction, so the two
 * never disagree, whenever the process dies.
 */
public final class EditHistory {
    /** Older edits than this can no longer be undone: an inverse may hold a whole placement. */
    static final int KEPT = 1000;

    private static final String ENTRY =
            "SELECT position, time_ms, edit, inverse," + " position <= (SELECT position FROM head) AS done FROM edit ";

    private final ProjectDatabase database;

    EditHistory(ProjectDatabase database) {
        this.database = database;
    }

    /**
     * What the database knew when it was last written to.
     *
     * @param savedHash hash of the project when it was last saved
     * @param format the format of the edits' JSON
     * @param unsaved the steps since then, oldest first
     */
    public record State(String savedHash, int format, List<JournalStep> unsaved) {}

    /** An edit that is to be recorded, with what it did. */
    public record Recorded(Edit edit, Edit inverse, String hashAfter) {}

    /** Nothing in a new database. */
    public Optional<State> state() {
        return database.read("project.part.edit_history", connection -> {
            List<JournalStep> steps = Sql.rows(
                    connection,
                    "SELECT step, hash_after FROM journal ORDER BY number",
                    row -> new JournalStep(row.getString(1), row.getString(2)));
            return Sql.rows(
                            connection,
                            "SELECT saved_hash, format FROM head",
                            row -> new State(row.getString(1), row.getInt(2), steps))
                    .stream()
                    .findFirst();
        });
    }

    /** Forgets all edits and records those given, in order, as unsaved ones on top of the saved project. */
    public void startAnew(String savedHash, List<Recorded> unsaved) {
        database.write("project.part.edit_history", connection -> {
            for (String table : List.of("edit", "journal", "head")) {
                Sql.update(connection, "DELETE FROM " + table);
            }
            Sql.update(
                    connection,
                    "INSERT INTO head (id, position, saved_hash, format) VALUES (1, 0, ?, ?)",
                    savedHash,
                    ProjectJson.FORMAT);
            for (Recorded edit : unsaved) {
                insert(connection, edit);
            }
            return true;
        });
    }

    /** Adds an edit after the current one; what could be redone is gone. */
    public void record(Recorded edit) {
        database.write("project.part.edit", connection -> {
            insert(connection, edit);
            return true;
        });
    }

    private static void insert(Connection connection, Recorded edit) throws SQLException {
        Sql.update(connection, "DELETE FROM edit WHERE position > (SELECT position FROM head)");
        Sql.update(connection, "UPDATE head SET position = position + 1");
        String written = ProjectJson.write(edit.edit());
        Sql.update(
                connection,
                "INSERT INTO edit (position, name, time_ms, edit, inverse) SELECT position, ?, ?, ?, ? FROM head",
                name(edit.edit(), edit.inverse()),
                System.currentTimeMillis(),
                written,
                ProjectJson.write(edit.inverse()));
        Sql.update(connection, "DELETE FROM edit WHERE position <= (SELECT position FROM head) - ?", KEPT);
        journal(connection, name(edit.edit(), edit.inverse()), written, edit.hashAfter());
    }

    private static void journal(Connection connection, String name, String step, String hashAfter) throws SQLException {
        Sql.update(connection, "INSERT INTO journal (name, step, hash_after) VALUES (?, ?, ?)", name, step, hashAfter);
    }

    /** For whoever looks into the database with another program; Partita names an edit by what it is. */
    private static String name(Edit edit, Edit inverse) {
        return EditName.of(edit, inverse).in(Language.ENGLISH);
    }

    /** The last edit that is part of the project. */
    public Optional<HistoryEntry> undoable() {
        return one(ENTRY + "WHERE position = (SELECT position FROM head)");
    }

    /** The first edit that was undone and not overruled since. */
    public Optional<HistoryEntry> redoable() {
        return one(ENTRY + "WHERE position = (SELECT position FROM head) + 1");
    }

    /** Takes the undoable edit back. */
    public void recordUndo(HistoryEntry entry, String hashAfter) {
        move(entry.position() - 1, entry, entry.inverse(), hashAfter);
    }

    /** Does the redoable edit again. */
    public void recordRedo(HistoryEntry entry, String hashAfter) {
        move(entry.position(), entry, entry.edit(), hashAfter);
    }

    private void move(long position, HistoryEntry entry, Edit step, String hashAfter) {
        database.write("project.part.edit_history", connection -> {
            Sql.update(connection, "UPDATE head SET position = ?", position);
            journal(connection, name(entry.edit(), entry.inverse()), ProjectJson.write(step), hashAfter);
            return true;
        });
    }

    /** Notes that the project on disk now has this hash: no step is unsaved any more. */
    public void recordSave(String hash) {
        database.write("project.part.edit_history", connection -> {
            Sql.update(connection, "DELETE FROM journal");
            Sql.update(connection, "UPDATE head SET saved_hash = ?", hash);
            return true;
        });
    }

    /** All edits, oldest first. */
    public List<HistoryEntry> entries() {
        return database.read(
                "project.part.edit_history",
                connection -> Sql.rows(connection, ENTRY + "ORDER BY position", EditHistory::entry));
    }

    private Optional<HistoryEntry> one(String query) {
        return database.read(
                "project.part.edit_history",
                connection ->
                        Sql.rows(connection, query, EditHistory::entry).stream().findFirst());
    }

    private static HistoryEntry entry(ResultSet row) throws SQLException {
        return new HistoryEntry(
                row.getLong("position"),
                Instant.ofEpochMilli(row.getLong("time_ms")),
                ProjectJson.readEdit(row.getString("edit")),
                ProjectJson.readEdit(row.getString("inverse")),
                row.getBoolean("done"));
    }
}
