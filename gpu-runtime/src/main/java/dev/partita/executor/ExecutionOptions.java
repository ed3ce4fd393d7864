package dev.partita.executor;

import java.util.OptionalLong;

/**
 * How a program is run.
 *
 * @param audit fills memory that holds nothing with a poison that no sum survives, and checks the guard bytes behind
 *     every buffer that is written; slow, for tests and for hunting a bug
 * @param delaySeed if present, tasks start after random delays drawn from it, so that an order that only works by luck
 *     fails
 * @param stallSeconds how long nothing may run or move while tasks are left, before the run is declared stuck
 */
public record ExecutionOptions(boolean audit, OptionalLong delaySeed, double stallSeconds) {
    public static final ExecutionOptions DEFAULT = new ExecutionOptions(false, OptionalLong.empty(), 30);
}
