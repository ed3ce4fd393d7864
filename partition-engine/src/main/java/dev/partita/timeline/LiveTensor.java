package dev.partita.timeline;

import dev.partita.program.BufferKind;

/**
 * A buffer that holds something at a moment.
 *
 * @param layer id of the layer it is there for; empty for what serves the step as a whole
 * @param copies microbatches it holds at that moment; 1 outside rings
 * @param bytes of all these copies
 */
public record LiveTensor(String name, BufferKind kind, String layer, int copies, long bytes) {}
