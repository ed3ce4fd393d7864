/**
 * Steps and runs as files for other programs: Chrome and Perfetto traces, TensorBoard event files.
 */
@NullMarked
package dev.partita.workbench.trace;

import org.jspecify.annotations.NullMarked;
