package dev.partita.imports;

/** Who watches an import, on the thread that imports. */
public interface ImportObserver {
    /** Nobody. */
    ImportObserver NOBODY = new ImportObserver() {
        @Override
        public void bytesRead(long bytes) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /** How far into the file the import is; a call every 64 KiB or less. */
    void bytesRead(long bytes);

    /** True as soon as the import is to end; asked many times a second. */
    boolean cancelled();

    /** @throws ImportCancelled if it is cancelled */
    default void check() {
        if (cancelled()) {
            throw new ImportCancelled();
        }
    }
}
