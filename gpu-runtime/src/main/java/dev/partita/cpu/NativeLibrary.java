package dev.partita.cpu;

import dev.partita.device.BackendUnavailable;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/** Unpacks and loads oneDNN once for the process. */
final class NativeLibrary {
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    private final MethodHandle setThreads;

    private NativeLibrary(MethodHandle setThreads) {
        this.setThreads = setThreads;
    }

    /** @throws BackendUnavailable with a sentence for the user, whatever is missing */
    static NativeLibrary load() throws BackendUnavailable {
        String cache = System.getProperty(CACHE, defaultCache());
        try {
            configure(Path.of(cache));
            Loader.load(dnnl.class);
            // Loaded already with oneDNN: opening it by name finds that copy.
            SymbolLookup openMp = SymbolLookup.libraryLookup("libgomp.so.1", Arena.global());
            return new NativeLibrary(Linker.nativeLinker()
                    .downcallHandle(
                            openMp.findOrThrow("omp_set_num_threads"),
                            FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)));
        } catch (LinkageError | TypeNotPresentException | IllegalArgumentException | IOException e) {
            throw new BackendUnavailable(Sentence.of("runtime.device.no_onednn", deepest(e), CACHE), e);
        }
    }

    /**
     * Makes OpenMP single-threaded for the calling thread. Scratchpads are sized for the threads of the thread that
     * creates a primitive, so this comes before any of them.
     */
    void useOneThread() {
        try {
            setThreads.invokeExact(1);
        } catch (Throwable e) {
            throw new IllegalStateException("OpenMP refused to run on one thread.", e);
        }
    }

    private static String defaultCache() {
        return Path.of(System.getProperty("user.home", ""), ".javacpp", "cache").toString();
    }

    /** A folder that cannot be written is an error: JavaCPP would take one that others can write to instead. */
    private static void configure(Path cache) throws IOException, BackendUnavailable {
        Files.createDirectories(cache);
        if (!Files.isWritable(cache)) {
            throw new BackendUnavailable(
                    Sentence.of("runtime.device.no_onednn", Sentence.of("runtime.device.cache", cache), CACHE));
        }
        System.setProperty(CACHE, cache.toString());
        // JavaCPP would count our arenas as its own, and refuse to go on past a multiple of the Java heap.
        System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    }

    private static String deepest(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null
                ? ""
                : cause.getMessage().lines().findFirst().orElse("");
        return cause instanceof IOException || cause instanceof UnsatisfiedLinkError
                ? message
                : cause.getClass().getSimpleName() + ": " + message;
    }
}
