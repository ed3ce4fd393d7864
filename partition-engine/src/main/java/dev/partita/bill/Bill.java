package dev.partita.bill;

import dev.partita.plan.BillRates;
import dev.partita.plan.Plan;
import dev.partita.simulation.Simulation;
import dev.partita.text.Refusal;
import dev.partita.text.Sentence;
import dev.partita.timeline.MatrixFlops;
import dev.partita.timeline.StepMetrics;
import dev.partita.timeline.Tokens;
import java.util.OptionalDouble;

/**
 * What it takes to train on a number of samples at the predicted step time.
 *
 * <p>All devices of the cluster are paid for, idle ones too. Time without progress costs money and energy like any other.
 * Energy is device-hours x mean watts x power usage effectiveness (Touvron et al. 2023).
 *
 * @param tokens that the samples hold; empty where a sample is no sequence
 * @param steps whole optimizer steps
 * @param wallSeconds from start to end: steps x step time / availability
 * @param flops of the model's matrix products, forward and backward, nothing recomputed
 */
public record Bill(
        long samples,
        OptionalDouble tokens,
        long steps,
        double stepSeconds,
        int devices,
        double wallSeconds,
        double deviceHours,
        OptionalDouble dollars,
        OptionalDouble kilowattHours,
        OptionalDouble kilogramsCarbon,
        double flops,
        Rates rates,
        BillRates stated) {
    /** One petaflop/s for one day. */
    public static final double FLOPS_OF_PETAFLOP_DAY = 1e15 * 86_400;

    private static final double SECONDS_PER_HOUR = 3_600;

    /** The bill for the samples that hold so many tokens, rounded up to whole samples. */
    public static Bill ofTokens(Simulation simulation, BillRates stated, double tokens) {
        Plan plan = simulation.timeline().program().plan();
        long perSample = Tokens.perSample(plan.graph());
        if (perSample == 0) {
            throw new Refusal(Sentence.of("engine.bill.no_tokens", plan.graph().name()));
        }
        return of(simulation, stated, (long) Math.ceil(tokens / perSample));
    }

    /** @param samples 1 or more; the last step is a whole one */
    public static Bill of(Simulation simulation, BillRates stated, long samples) {
        if (samples < 1) {
            throw new Refusal(Sentence.of("engine.bill.samples", samples));
        }
        StepMetrics step = simulation.metrics();
        Plan plan = simulation.timeline().program().plan();
        long batch = plan.training().globalBatch();
        long steps = (samples - 1) / batch + 1;
        int devices = plan.cluster().deviceCount();
        double wall = steps * step.stepSeconds() / stated.availability();
        double hours = devices * wall / SECONDS_PER_HOUR;
        Rates rates = Rates.of(plan.cluster(), stated);
        long perSample = Tokens.perSample(plan.graph());
        OptionalDouble energy = times(rates.wattsPerDevice(), hours / 1_000 * stated.powerUsageEffectiveness());
        return new Bill(
                samples,
                perSample == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) samples * perSample),
                steps,
                step.stepSeconds(),
                devices,
                wall,
                hours,
                times(rates.dollarsPerDeviceHour(), hours),
                energy,
                times(energy, stated.kilogramsPerKilowattHour()),
                steps * MatrixFlops.of(simulation.timeline().program()),
                rates,
                stated);
    }

    private static OptionalDouble times(OptionalDouble rate, double amount) {
        return rate.isPresent() ? OptionalDouble.of(rate.getAsDouble() * amount) : rate;
    }

    public double petaflopDays() {
        return flops / FLOPS_OF_PETAFLOP_DAY;
    }
}
