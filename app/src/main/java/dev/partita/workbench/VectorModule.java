package dev.partita.workbench;

import dev.partita.text.Sentence;

/**
 * Loads the incubating Vector API when virtual devices are first needed. The launcher's {@code --add-modules} would do so
 * at every start, for 80 ms and with a warning on standard error that scripts would take for one of ours. The archive's
 * manifest exports the one package of the platform that this needs.
 */
public final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    /** Does nothing where the module is there already. */
    public static void load() {
        if (ModuleLayer.boot().findModule(NAME).isPresent()) {
            return;
        }
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, NAME);
        } catch (ReflectiveOperationException e) {
            throw new WorkFailure(WorkFailure.Kind.RUN, Sentence.of("app.device.vector_module", NAME, e));
        }
    }
}
