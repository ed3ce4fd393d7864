package dev.partita.sweep;

import dev.partita.text.Sentence;
import java.util.Optional;

/** What makes a configuration impossible, whatever the memory. */
final class Legality {
    private Legality() {}

    static Optional<Sentence> problem(Configuration c, int clusterDevices) {
        long degrees = (long) c.tensor() * c.data() * c.pipeline();
        if (degrees != c.gpus()) {
            return problem("engine.sweep.degrees", c.tensor(), c.data(), c.pipeline(), degrees, c.gpus());
        }
        if (c.gpus() > clusterDevices) {
            return problem("engine.sweep.devices", c.gpus(), clusterDevices);
        }
        if (c.width() % c.heads() != 0) {
            return problem("engine.sweep.width", c.width(), c.heads());
        }
        if (c.heads() % c.tensor() != 0) {
            return problem("engine.sweep.heads", c.heads(), c.tensor());
        }
        if (c.vocabulary() < c.tensor()) {
            return problem("engine.sweep.vocabulary", c.vocabulary(), c.tensor());
        }
        if (c.layers() < c.pipeline()) {
            return problem("engine.sweep.layers", c.layers(), c.pipeline());
        }
        return batch(c);
    }

    private static Optional<Sentence> batch(Configuration c) {
        long together = Math.multiplyExact(c.data(), c.microbatch());
        return c.globalBatch() % together == 0
                ? Optional.empty()
                : problem("engine.sweep.batch", c.globalBatch(), c.data(), c.microbatch(), together);
    }

    private static Optional<Sentence> problem(String key, Object... values) {
        return Optional.of(Sentence.of(key, values));
    }
}
