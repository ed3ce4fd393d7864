package dev.partita.sweep;

/**
 * One GPT decoder with one way to train it. Symbols as in the papers: h width, a heads, L layers, s sequence, V
 * vocabulary, B global batch, b microbatch, t tensor, p pipeline and d data degree.
 *
 * @param gpus devices it says to use
 * @param vocabulary rows of the embedding that are computed, padding included
 * @param interleaving pipeline stages per device, 1 without interleaving
 */
public record Configuration(
        long gpus,
        long globalBatch,
        long microbatch,
        long width,
        long heads,
        int layers,
        long sequence,
        long vocabulary,
        int tensor,
        int data,
        int pipeline,
        int interleaving,
        Recompute recompute) {

    /** The same with or without recomputation. */
    public Configuration with(Recompute changed) {
        return new Configuration(
                gpus,
                globalBatch,
                microbatch,
                width,
                heads,
                layers,
                sequence,
                vocabulary,
                tensor,
                data,
                pipeline,
                interleaving,
                changed);
    }

    /** The same with another global batch. */
    public Configuration withGlobalBatch(long changed) {
        return new Configuration(
                gpus,
                changed,
                microbatch,
                width,
                heads,
                layers,
                sequence,
                vocabulary,
                tensor,
                data,
                pipeline,
                interleaving,
                recompute);
    }

    /** m, the microbatches each pipeline works through in a step. */
    public int microbatches() {
        return Math.toIntExact(globalBatch / (data * microbatch));
    }

    /** Parameters of the whole model, with an output projection of its own. */
    public double parameters() {
        return layers * layerParameters() + (2.0 * vocabulary + sequence) * width;
    }

    double layerParameters() {
        return 12.0 * width * width + 13.0 * width;
    }

    /** Layers of a stage; the first stages take what does not divide. */
    public int stageLayers(int stage) {
        return layers / pipeline + (stage < layers % pipeline ? 1 : 0);
    }

    /** Floating-point operations of a step as Narayanan et al. (SC 2021) count them, recomputation included. */
    public double stepFlops() {
        double square = (double) globalBatch * sequence * layers * width * width;
        double attention = sequence / (6.0 * width);
        return recompute == Recompute.FULL
                ? 96 * square * (1 + attention + vocabulary / (16.0 * layers * width))
                : 72 * square * (1 + attention + vocabulary / (12.0 * layers * width));
    }
}
