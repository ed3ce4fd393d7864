package dev.partita.loop;

import dev.partita.executor.StepRecord;

/**
 * One finished step.
 *
 * @param step counted from 0 over all runs that continue one another
 */
public record StepReport(long step, double loss, double learningRate, StepRecord record) {}
