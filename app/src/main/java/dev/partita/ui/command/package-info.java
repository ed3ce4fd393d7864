/**
 * Every action once: menus, toolbar, shortcuts, palette and the sheet of keys are made from the same declaration.
 */
@NullMarked
package dev.partita.ui.command;

import org.jspecify.annotations.NullMarked;
