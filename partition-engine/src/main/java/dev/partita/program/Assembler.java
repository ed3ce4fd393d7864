package dev.partita.program;

import dev.partita.kernel.CollectiveKernel;
import dev.partita.plan.Plan;
import dev.partita.profile.Profile;
import dev.partita.program.Draft.DeviceDraft;
import dev.partita.program.Draft.OnceTransfer;
import dev.partita.program.Draft.ParameterDraft;
import dev.partita.program.Draft.Reference;
import dev.partita.program.Draft.SegmentDraft;
import dev.partita.program.Draft.StepDraft;
import dev.partita.program.Draft.Value;
import dev.partita.program.Draft.ValueTransfer;
import dev.partita.sharding.FlatSplit;
import dev.partita.sharding.Mesh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Puts the drafts together: places from the memory planner, numbers from the loops, edges from both. */
final class Assembler {
    private final Plan plan;
    private final Profile profile;
    private final List<Stage> stages;
    private final UpdateLowering update;
    private final Loops loops;
    private final KernelCosts costs;
    private final Map<Integer, MemoryPlanner> memory = new TreeMap<>();
    private final EdgeList edges = new EdgeList();

    Assembler(
            Plan plan,
            Profile profile,
            List<Stage> stages,
            UpdateLowering update,
            Loops loops,
            KernelCosts costs,
            CompileOptions options,
            boolean ample) {
        this.plan = plan;
        this.profile = profile;
        this.stages = stages;
        this.update = update;
        this.loops = loops;
        this.costs = costs;
        update.devices.forEach(
                (device, draft) -> memory.put(device, new MemoryPlanner(draft, loops, profile, costs, options, ample)));
    }

    /** The program, or empty if its reuse edges would close a cycle. */
    Optional<Program> program() {
        List<Segment> segments = loops.segments.stream().map(this::segment).toList();
        List<Transfer> transfers = transfers();
        laneEdges();
        valueEdges();
        onceEdges();
        return TaskOrdering.order(
                        loops.firstTask,
                        lanes(segments, transfers),
                        2 * plan.cluster().deviceCount(),
                        edges)
                .map(tasks -> new Program(plan, profile, stages, devices(), segments, transfers, tasks));
    }

    private Mesh mesh(int device) {
        return Objects.requireNonNull(update.devices.get(device)).mesh;
    }

    private MemoryPlanner memory(int device) {
        return Objects.requireNonNull(memory.get(device));
    }

    // ---- what happens --------------------------------------------------------------------------------------------

    private Segment segment(SegmentDraft draft) {
        MemoryPlanner places = memory(draft.device);
        List<Step> steps = new ArrayList<>(draft.steps.size());
        Mesh mesh = mesh(draft.device);
        double seconds = 0;
        double collectiveSeconds = 0;
        long collectiveBytes = 0;
        for (StepDraft step : draft.steps) {
            Integer[] buffers = new Integer[step.operands().size()];
            for (int i = 0; i < buffers.length; i++) {
                buffers[i] = places.id(step.operands().get(i));
            }
            double stepSeconds = costs.of(step.kernel()).seconds();
            if (step.kernel() instanceof CollectiveKernel collective) {
                stepSeconds = costs.seconds(collective, mesh);
                collectiveSeconds += stepSeconds;
                collectiveBytes += CollectiveUse.sentBytes(collective);
            }
            seconds += stepSeconds;
            steps.add(new Step(
                    step.layer(),
                    step.kernel(),
                    List.of(buffers),
                    places.workspace(step),
                    step.sampleAxes(),
                    stepSeconds,
                    step.recomputed()));
        }
        return new Segment(
                loops.loop(draft), mesh, draft.stage, draft.kind, steps, seconds, collectiveSeconds, collectiveBytes);
    }

    private List<Transfer> transfers() {
        List<Transfer> transfers = new ArrayList<>();
        for (int i = 0; i < loops.valueTransfers.size(); i++) {
            ValueTransfer draft = loops.valueTransfers.get(i);
            int from = draft.source().device;
            int to = draft.target().device;
            long bytes = sentByFirst(from, draft.flows());
            transfers.add(new Transfer(
                    loops.valueTransferLoop(i),
                    draft.name(),
                    from,
                    to,
                    draft.source().buffer,
                    draft.target().buffer,
                    bytes,
                    true,
                    costs.seconds(draft.flows()),
                    draft.flows()));
        }
        for (int i = 0; i < loops.onceTransfers.size(); i++) {
            OnceTransfer draft = loops.onceTransfers.get(i);
            transfers.add(new Transfer(
                    loops.onceTransferLoop(i),
                    draft.name(),
                    draft.from(),
                    draft.to(),
                    memory(draft.from()).id(draft.source()),
                    memory(draft.to()).id(draft.target()),
                    sentByFirst(draft.from(), draft.flows()),
                    false,
                    costs.seconds(draft.flows()),
                    draft.flows()));
        }
        return transfers;
    }

    private static long sentByFirst(int device, List<Flow> flows) {
        return flows.stream()
                .filter(flow -> flow.from() == device)
                .mapToLong(Flow::bytes)
                .sum();
    }

    private static TaskOrdering.Loop[] lanes(List<Segment> segments, List<Transfer> transfers) {
        List<TaskOrdering.Loop> lanes = new ArrayList<>();
        segments.forEach(segment -> lanes.add(TaskOrdering.Loop.segment(segment.seconds())));
        transfers.forEach(transfer ->
                lanes.add(new TaskOrdering.Loop(transfer.seconds(), 2 * transfer.from(), 2 * transfer.to() + 1)));
        return lanes.toArray(TaskOrdering.Loop[]::new);
    }

    private List<DeviceProgram> devices() {
        List<DeviceProgram> programs = new ArrayList<>();
        for (DeviceDraft draft : update.devices.values()) {
            MemoryPlanner places = memory(draft.device);
            List<ParameterBinding> parameters = draft.parameters.stream()
                    .map(parameter -> binding(parameter, places))
                    .toList();
            List<StateBinding> states = draft.states.stream()
                    .map(state ->
                            new StateBinding(state.tensor(), state.spec(), state.layout(), places.id(state.buffer())))
                    .toList();
            programs.add(places.program(
                    parameters,
                    states,
                    draft.losses.stream()
                            .map(loss -> new DeviceProgram.LossBuffer(places.id(loss.buffer()), loss.copies()))
                            .toList()));
        }
        return programs;
    }

    private ParameterBinding binding(ParameterDraft draft, MemoryPlanner places) {
        String name = draft.parameter().name();
        boolean dividesWeights = plan.training().zero().dividesWeights();
        return new ParameterBinding(
                draft.parameter(),
                draft.spec(),
                draft.layout(),
                dividesWeights ? draft.split() : FlatSplit.whole(draft.split().elements()),
                draft.split(),
                places.id(new Reference.OfWeight(name)),
                places.id(draft.master()),
                draft.sum() == null ? ParameterBinding.NO_GRADIENT : places.id(new Reference.OfGradient(name)),
                draft.sum() == null ? ParameterBinding.NO_GRADIENT : places.id(draft.gradient()),
                draft.state().stream().map(places::id).toList(),
                draft.owner());
    }

    // ---- what waits for what -------------------------------------------------------------------------------------

    private void laneEdges() {
        loops.computeLanes.values().forEach(lane -> {
            for (int i = 1; i < lane.size(); i++) {
                edges.add(loops.task(lane.get(i - 1)), loops.task(lane.get(i)));
            }
        });
    }

    private void valueEdges() {
        Map<Value, Integer> deliveries = new LinkedHashMap<>();
        Map<Value, List<Integer>> sends = new LinkedHashMap<>();
        for (int i = 0; i < loops.valueTransfers.size(); i++) {
            ValueTransfer transfer = loops.valueTransfers.get(i);
            deliveries.put(transfer.target(), loops.valueTransferLoop(i));
            sends.computeIfAbsent(transfer.source(), value -> new ArrayList<>(1))
                    .add(loops.valueTransferLoop(i));
            sends.computeIfAbsent(transfer.target(), value -> new ArrayList<>(1));
        }
        sends.forEach((value, transfers) -> {
            int writer =
                    value.writer == null ? Objects.requireNonNull(deliveries.get(value)) : loops.loop(value.writer);
            int slots = memory(value.device).slots(value);
            value.users.forEach(user -> dataAndReuse(writer, loops.loop(user), slots));
            transfers.forEach(transfer -> dataAndReuse(writer, transfer, slots));
        });
    }

    /** A reader follows its writer; the writer of a slot's next microbatch follows the reader. */
    private void dataAndReuse(int writer, int reader, int slots) {
        if (writer == reader) {
            return;
        }
        boolean sameLane = writer < loops.segments.size() && reader < loops.segments.size();
        for (int j = 0; j < loops.microbatches && !sameLane; j++) {
            edges.add(loops.firstTask[writer] + j, loops.firstTask[reader] + j);
            if (j + slots < loops.microbatches) {
                edges.add(loops.firstTask[reader] + j, loops.firstTask[writer] + j + slots);
            }
        }
    }

    private void onceEdges() {
        for (int i = 0; i < loops.onceTransfers.size(); i++) {
            OnceTransfer transfer = loops.onceTransfers.get(i);
            int task = loops.firstTask[loops.onceTransferLoop(i)];
            edges.add(
                    transfer.before() == SegmentKind.BACKWARD
                            ? lastMicrobatchTurn(transfer.from())
                            : lastTurn(transfer.from(), transfer.before()),
                    task);
            edges.add(task, lastTurn(transfer.to(), transfer.after()));
            if (transfer.after() == SegmentKind.REDUCE) {
                // The sender's own reduction may add to the very buffer that is being sent.
                edges.add(task, lastTurn(transfer.from(), transfer.after()));
            }
        }
    }

    /** After which all gradients of the step are summed, whichever segment computed them. */
    private int lastMicrobatchTurn(int device) {
        return lastTurn(device, kind -> kind.perMicrobatch());
    }

    private int lastTurn(int device, SegmentKind kind) {
        return lastTurn(device, candidate -> candidate == kind);
    }

    private int lastTurn(int device, Predicate<SegmentKind> wanted) {
        for (LaneOrder.Turn turn : loops.lane(device).reversed()) {
            if (wanted.test(turn.segment().kind)) {
                return loops.task(turn);
            }
        }
        throw new IllegalStateException("gpu:" + device + " has no such segment.");
    }
}
