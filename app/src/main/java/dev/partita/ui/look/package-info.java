/**
 * How everything looks: themes as named colours in one stylesheet each, fonts, scale. Knows no project.
 */
@NullMarked
package dev.partita.ui.look;

import org.jspecify.annotations.NullMarked;
