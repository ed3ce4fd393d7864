package dev.partita.executor;

import dev.partita.device.Launch;

/** What one optimizer step needs from outside. */
public record StepInput(long seed, long step, double learningRate, Launch.InputSource inputs) {}
