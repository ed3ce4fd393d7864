package dev.partita.loop;

/** What became of a cell. */
sealed interface CellResult {
    /** It trained like one device, in the bytes planned; the largest difference of a loss, as a share of it. */
    record Trained(double difference) implements CellResult {}

    /** The planner said no, and why. */
    record Refused(String sentence) implements CellResult {}

    /** It was planned but did not run as it should. */
    record Failed(String why) implements CellResult {}

    /** Whether two runs came to the same: roundings and the words of a failure differ from machine to machine. */
    default boolean agrees(CellResult other) {
        return switch (this) {
            case Trained _ -> other instanceof Trained;
            case Refused refused -> refused.equals(other);
            case Failed _ -> other instanceof Failed;
        };
    }
}
