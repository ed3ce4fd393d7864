package dev.partita.ui.window;

import dev.partita.imports.ImportCancelled;
import dev.partita.imports.ImportObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.concurrent.Task;

/** Reads a model file. Cancelled, it ends where nothing is half made, within a fraction of a second. */
final class ModelFileTask<T> extends Task<T> {
    /** What is done with the file. */
    interface Work<T> {
        T with(ImportObserver observer);
    }

    private final Path model;
    private final Work<T> work;
    private volatile boolean unwanted;

    /** To be made on the JavaFX thread. */
    ModelFileTask(String title, Path model, Work<T> work) {
        this.model = model;
        this.work = work;
        updateTitle(title);
    }

    @Override
    protected T call() throws Exception {
        long size = Files.isRegularFile(model) ? Math.max(1, Files.size(model)) : 1;
        try {
            return work.with(new ImportObserver() {
                @Override
                public void bytesRead(long bytes) {
                    updateProgress(bytes, size);
                }

                @Override
                public boolean cancelled() {
                    return unwanted;
                }
            });
        } catch (ImportCancelled cancelled) {
            super.cancel(false);
            throw cancelled;
        }
    }

    /** Asks the work to end; a thread is never interrupted, since the project's folder may be in the making. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        unwanted = true;
        return !isDone();
    }
}
