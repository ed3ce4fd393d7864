/**
 * What a plan becomes when it is compiled under a profile: stages, segments, buffers with fixed offsets, tasks and one
 * topological order. The simulator costs it and the runtime executes it; there is no second description of a step.
 */
@NullMarked
package dev.partita.program;

import org.jspecify.annotations.NullMarked;
