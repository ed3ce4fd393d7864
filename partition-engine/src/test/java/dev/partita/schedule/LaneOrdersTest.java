package dev.partita.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partita.plan.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LaneOrdersTest {
    private static final Times EVEN = times(1, 0);

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void every_order_can_be_walked_and_leaves_nothing_out(Schedule schedule) {
        for (int devices = 1; devices <= 5; devices++) {
            for (int chunks = 1; chunks <= 3; chunks++) {
                for (int microbatches = 1; microbatches <= 11; microbatches++) {
                    Pipeline pipeline = chain(on(schedule, devices, chunks), microbatches);
                    walk(pipeline, LaneOrders.of(schedule, pipeline, EVEN));
                }
            }
        }
    }

    /** A list schedule takes any acyclic pattern, whatever the times. */
    @Test
    void urgent_turns_first_can_be_walked_on_any_pipeline() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int stages = 1 + random.nextInt(9);
            List<List<Integer>> readers = new ArrayList<>();
            List<Integer> devices = new ArrayList<>();
            for (int stage = 0; stage < stages; stage++) {
                devices.add(random.nextInt(4));
                readers.add(IntStream.range(stage + 1, stages)
                        .filter(reader -> random.nextInt(3) == 0)
                        .boxed()
                        .toList());
            }
            Pipeline pipeline = new Pipeline(devices, readers, 1 + random.nextInt(9));
            Times times = times(random.nextInt(4), random.nextInt(3));
            walk(pipeline, LaneOrders.of(Schedule.LIST, pipeline, times));
            assertThat(LaneOrders.of(Schedule.LIST, pipeline, times))
                    .isEqualTo(LaneOrders.of(Schedule.LIST, pipeline, times));
        }
    }

    /** Narayanan et al. 2021: p - i; Qi et al. 2023: p, as the first stage of 1F1B. */
    @ParameterizedTest
    @CsvSource({"gpipe,16 16 16 16", "1f1b,4 3 2 1", "zb-h1,4 4 4 4"})
    void a_stage_holds_as_many_microbatches_as_is_published(String schedule, String held) {
        assertThat(held(schedule, 1)).isEqualTo(held);
    }

    /** In chunks. Megatron-LM: 2(p - i - 1) + (v - 1)p + 1; ZB-V: 2p; DualPipeV (its README): 2p + 1. */
    @ParameterizedTest
    @CsvSource({"interleaved,11 9 7 5", "zb-v,8 8 8 8", "dualpipe-v,9 9 9 9"})
    void a_device_holds_as_many_chunks_as_is_published(String schedule, String held) {
        assertThat(held(schedule, 2)).isEqualTo(held);
    }

    @Test
    void a_list_holds_no_more_than_1f1b_does() {
        for (int chunks = 1; chunks <= 3; chunks++) {
            Pipeline pipeline = chain(Schedule.INTERLEAVED.pattern().devices(List.of(0, 1, 2, 3), chunks), 16);
            int most = 4 * chunks;
            assertThat(LaneOrders.of(Schedule.LIST, pipeline, EVEN).values())
                    .allSatisfy(lane -> assertThat(held(lane)).isLessThanOrEqualTo(most));
        }
    }

    private static String held(String key, int chunks) {
        Schedule schedule = IntStream.range(0, Schedule.values().length)
                .mapToObj(i -> Schedule.values()[i])
                .filter(candidate -> candidate.key().equals(key))
                .findFirst()
                .orElseThrow();
        Map<Integer, List<Turn>> lanes = LaneOrders.of(schedule, chain(on(schedule, 4, chunks), 16), EVEN);
        return held(lanes.getOrDefault(0, List.of())) + " " + held(lanes.getOrDefault(1, List.of())) + " "
                + held(lanes.getOrDefault(2, List.of())) + " " + held(lanes.getOrDefault(3, List.of()));
    }

    /** The most forwards on a lane whose last pass is still to come. */
    private static int held(List<Turn> lane) {
        boolean splits = lane.stream().anyMatch(turn -> turn.pass() == Pass.WEIGHT_GRADIENT);
        int held = 0;
        int most = 0;
        for (Turn turn : lane) {
            switch (turn.pass()) {
                case FORWARD -> most = Math.max(most, ++held);
                case BACKWARD -> held -= splits ? 0 : 1;
                case WEIGHT_GRADIENT -> held--;
            }
        }
        return most;
    }

    private static List<Integer> on(Schedule schedule, int devices, int chunks) {
        return switch (schedule.pattern()) {
            case ANY ->
                IntStream.range(0, devices * chunks)
                        .mapToObj(stage -> stage % devices)
                        .toList();
            case ONE_EACH, ROUND_ROBIN, MIRRORED ->
                schedule.pattern().devices(IntStream.range(0, devices).boxed().toList(), chunks);
        };
    }

    private static Pipeline chain(List<Integer> devices, int microbatches) {
        List<List<Integer>> readers = new ArrayList<>();
        for (int stage = 0; stage < devices.size(); stage++) {
            readers.add(stage + 1 < devices.size() ? List.of(stage + 1) : List.of());
        }
        return new Pipeline(devices, readers, microbatches);
    }

    private static Times times(double seconds, double messageSeconds) {
        return new Times() {
            @Override
            public double seconds(Pass pass, int stage) {
                return seconds;
            }

            @Override
            public double messageSeconds(int from, int to) {
                return messageSeconds;
            }
        };
    }

    /** Takes turns off the fronts of the lanes as they become possible, until none is left. */
    private static void walk(Pipeline pipeline, Map<Integer, List<Turn>> lanes) {
        Set<Turn> done = new HashSet<>();
        Map<Integer, Integer> at = new HashMap<>();
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Map.Entry<Integer, List<Turn>> lane : lanes.entrySet()) {
                int next = at.getOrDefault(lane.getKey(), 0);
                if (next < lane.getValue().size()
                        && possible(pipeline, lane.getValue().get(next), done)) {
                    Turn turn = lane.getValue().get(next);
                    assertThat(pipeline.devices().get(turn.stage())).isEqualTo(lane.getKey());
                    assertThat(done.add(turn)).as("%s once", turn).isTrue();
                    at.put(lane.getKey(), next + 1);
                    moved = true;
                }
            }
        }
        boolean splits = done.stream().anyMatch(turn -> turn.pass() == Pass.WEIGHT_GRADIENT);
        assertThat(done).hasSize((splits ? 3 : 2) * pipeline.stages() * pipeline.microbatches());
    }

    private static boolean possible(Pipeline pipeline, Turn turn, Set<Turn> done) {
        int j = turn.microbatch();
        return switch (turn.pass()) {
            case FORWARD ->
                IntStream.range(0, turn.stage())
                        .filter(stage -> pipeline.readers().get(stage).contains(turn.stage()))
                        .allMatch(stage -> done.contains(Turn.forward(stage, j)));
            case BACKWARD ->
                done.contains(Turn.forward(turn.stage(), j))
                        && pipeline.readers().get(turn.stage()).stream()
                                .allMatch(reader -> done.contains(Turn.backward(reader, j)));
            case WEIGHT_GRADIENT -> done.contains(Turn.backward(turn.stage(), j));
        };
    }
}
