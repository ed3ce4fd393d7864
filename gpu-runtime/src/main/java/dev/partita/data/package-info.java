/**
 * Training data: texts as bytes, images with classes, and the order in which samples are drawn. Files are only ever
 * read; nothing in them is executed.
 */
@NullMarked
package dev.partita.data;

import org.jspecify.annotations.NullMarked;
