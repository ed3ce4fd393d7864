/**
 * How one tensor or layer lies on several devices: meshes, and per mesh axis whether a tensor is split, copied or a sum
 * still to be added up. Knows no operators and no devices' speeds.
 */
@NullMarked
package dev.partita.sharding;

import org.jspecify.annotations.NullMarked;
