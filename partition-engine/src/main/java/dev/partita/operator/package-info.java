/**
 * The closed set of layers a model is made of. One file per operator: shape inference, parameters and its lowering to
 * kernels. FLOPs, memory and what backward keeps are read off the lowering, never stated beside it.
 */
@NullMarked
package dev.partita.operator;

import org.jspecify.annotations.NullMarked;
