/**
 * Every sentence that people read, by key, in English and Chinese. The texts are among the resources; no other package
 * writes text for people, except the engine and the stores, whose errors are passed on as they are.
 */
@NullMarked
package dev.partita.i18n;

import org.jspecify.annotations.NullMarked;
