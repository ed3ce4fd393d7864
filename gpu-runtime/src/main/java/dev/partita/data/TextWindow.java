package dev.partita.data;

/**
 * How the inputs of a model of text are cut out of a sample's bytes.
 *
 * <p>A decoder reads {@code tokens} and predicts {@code targets}, each one's successor. An encoder before it reads
 * {@code source}, the bytes in front of the first target. A masked model reads {@code masked_tokens} with
 * {@code token_types}, which are 0 in the first half and 1 in the second, and predicts {@code masked_targets}.
 *
 * @param source bytes that an encoder reads first; 0 where there is none
 * @param length bytes of every other input
 * @param predictions bytes that a masked model predicts
 */
record TextWindow(int source, int length, int predictions) {
    /** Share of the bytes that BERT predicts. */
    private static final double PREDICTED_SHARE = 0.15;

    static TextWindow of(int length) {
        return new TextWindow(0, length, Math.max(1, (int) Math.round(PREDICTED_SHARE * length)));
    }

    /** Bytes from one sample to the next. */
    int stride() {
        return source + length;
    }

    /** Numbers of one sample of an input. */
    int length(String input) {
        return source > 0 && input.equals("source") ? source : length;
    }

    /** The first byte of an input, counted from the sample's. */
    int first(String input) {
        return switch (input) {
            case "targets" -> source > 0 ? source : 1;
            case "tokens" -> Math.max(0, source - 1);
            default -> 0;
        };
    }
}
