package dev.partita.ui.timeline;

/** A slice in a row. */
record Hit(Row row, ShownStep step, int entry) {}
