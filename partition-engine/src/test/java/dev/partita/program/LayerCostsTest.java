package dev.partita.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.partita.fixtures.FixedCosts;
import dev.partita.fixtures.Machines;
import dev.partita.fixtures.Models;
import dev.partita.fixtures.Plans;
import dev.partita.graph.Layer;
import dev.partita.plan.Schedule;
import dev.partita.program.LayerCosts.Connection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayerCostsTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static Program random(long seed) {
        return Plans.compiled(Plans.random(new Random(seed), 4), FixedCosts.gigaflop());
    }

    private static List<String> layers(Program program) {
        return program.plan().graph().layers().stream().map(Layer::id).toList();
    }

    @Test
    void a_layer_takes_forward_and_backward_for_every_microbatch() {
        Program program = Plans.compiled(
                Plans.pipeline(Models.chain(3), Machines.virtual(1), Plans.training(Schedule.GPIPE, 4)),
                FixedCosts.even(1, 2));
        assertThat(LayerCosts.of(program).seconds(List.of("block/1"))).isEqualTo(4 * (1 + 2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void all_layers_together_take_what_all_segments_take(long seed) {
        Program program = random(seed);
        double segments = program.segments().stream()
                .mapToDouble(segment -> segment.seconds() * program.tasks().turns(segment.loop()))
                .sum();
        double named = LayerCosts.of(program).seconds(layers(program));
        double nameless = program.segments().stream()
                .flatMap(segment -> segment.steps().stream())
                .filter(step -> !layers(program).contains(step.layer()))
                .filter(step -> program.plan().graph().parameters().stream()
                        .noneMatch(parameter -> parameter.name().equals(step.layer())))
                .mapToDouble(
                        step -> program.profile().catalog().cost(step.kernel()).seconds())
                .sum();
        assertThat(named + nameless).as("seed %d", seed).isCloseTo(segments, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void all_connections_together_send_what_the_forward_transfers_carry(long seed) {
        Program program = random(seed);
        List<Connection> connections = program.plan().graph().layers().stream()
                .flatMap(layer -> layer.inputs().stream().map(port -> new Connection(port, layer.id())))
                .toList();
        long carried = program.transfers().stream()
                .filter(transfer -> transfer.name().endsWith(" activation"))
                .mapToLong(Transfer::bytes)
                .sum();
        assertThat(LayerCosts.of(program).sentBytes(connections))
                .as("seed %d", seed)
                .isEqualTo(carried);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void all_layers_together_hold_every_parameter_and_every_ring_that_a_kernel_touches(long seed) {
        Program program = random(seed);
        long held = 0;
        for (DeviceProgram device : program.devices()) {
            for (ParameterBinding binding : device.parameters()) {
                held += device.buffers().get(binding.weight()).bytes()
                        * (2 + binding.state().size());
            }
            Set<Integer> touched = program.segments().stream()
                    .filter(segment -> segment.device() == device.device())
                    .flatMap(segment -> segment.steps().stream())
                    .flatMap(step -> step.buffers().stream())
                    .collect(Collectors.toSet());
            held += device.buffers().stream()
                    .filter(buffer -> touched.contains(buffer.id()))
                    .filter(buffer -> buffer.scope() == Buffer.Scope.RING)
                    .mapToLong(buffer -> buffer.bytes() * buffer.slots())
                    .sum();
        }
        assertThat(LayerCosts.of(program).bytes(layers(program)))
                .as("seed %d", seed)
                .isEqualTo(held);
    }

    @Test
    void without_a_program_nothing_costs_anything() {
        assertThat(LayerCosts.NONE.bytes(List.of("block/0"))).isZero();
        assertThat(LayerCosts.NONE.seconds(List.of("block/0"))).isZero();
    }
}
