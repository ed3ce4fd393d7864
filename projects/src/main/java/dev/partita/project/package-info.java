/**
 * The text of a project: {@code project.json} read, checked and replaced atomically, and every way in which a disk or
 * a file from somebody else can disappoint, as one sentence. Knows neither history nor locks.
 */
@NullMarked
package dev.partita.project;

import org.jspecify.annotations.NullMarked;
