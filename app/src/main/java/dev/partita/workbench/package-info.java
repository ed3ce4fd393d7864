/**
 * What the window and the command line both do with a project, without a toolkit and without text on a screen: choose the
 * profile, check a plan, train it and keep the record.
 */
@NullMarked
package dev.partita.workbench;

import org.jspecify.annotations.NullMarked;
