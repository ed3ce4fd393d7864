/**
 * What a project folder remembers beside its project: the edits with their inverses, those not saved yet, and the runs
 * with their metrics and timelines. The only place that speaks SQL.
 */
@NullMarked
package dev.partita.history;

import org.jspecify.annotations.NullMarked;
