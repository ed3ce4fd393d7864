/**
 * Makes graphs from model files: reads bounded, never a weight; names kept, patterns recognised, the rest opaque. It sees
 * only the bytes it is handed. Files, hashes and projects are for others.
 */
@NullMarked
package dev.partita.imports;

import org.jspecify.annotations.NullMarked;
