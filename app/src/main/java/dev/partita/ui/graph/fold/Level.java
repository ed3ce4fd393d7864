package dev.partita.ui.graph.fold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.alg.layered.options.WrappingStrategy;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkConnectableShape;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * The boxes side by side in one frame, placed left to right in layers (Sugiyama et al. 1981) by Eclipse's layout kernel;
 * long chains go on in a next row. What comes in from outside the frame begins at its left edge, what goes out ends at
 * its right edge.
 */
final class Level {
    /** One end of a connection inside a frame: a box, or the frame's own edge. */
    sealed interface End {
        /** A box of this level. */
        record Inner(Box box) implements End {}

        /** The frame's left edge. */
        record Entry() implements End {}

        /** The frame's right edge. */
        record Exit() implements End {}
    }

    /** A connection inside a frame. */
    record Link(End from, End to) {}

    /** Where wires enter and leave a frame, below its top edge. */
    record Doors(double entryY, double exitY) {}

    /** Room between layers, for a shape's text on the wire. */
    private static final double BETWEEN_LAYERS = 92;

    private static final double BETWEEN_BOXES = 28;
    private static final double BETWEEN_WIRES = 14;
    private static final double ASPECT_RATIO = 3;
    private static final int CHAIN = 4;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<Box, ElkNode> boxes = new LinkedHashMap<>();
    private final Map<Box, Doors> doors = new LinkedHashMap<>();
    private final Map<Link, ElkEdge> links = new LinkedHashMap<>();
    private final Map<End, ElkNode> edges = new LinkedHashMap<>();

    Level(int size, boolean frame) {
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, BETWEEN_BOXES);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        root.setProperty(CoreOptions.SPACING_EDGE_NODE, BETWEEN_WIRES);
        root.setProperty(CoreOptions.SPACING_EDGE_EDGE, BETWEEN_WIRES);
        if (frame) {
            double margin = BoxSizes.FRAME_MARGIN;
            root.setProperty(
                    CoreOptions.PADDING, new ElkPadding(BoxSizes.FRAME_HEADER + margin / 2, margin, margin, margin));
        }
        if (size > CHAIN) {
            root.setProperty(LayeredOptions.WRAPPING_STRATEGY, WrappingStrategy.MULTI_EDGE);
            root.setProperty(CoreOptions.ASPECT_RATIO, ASPECT_RATIO);
            root.setProperty(LayeredOptions.WRAPPING_ADDITIONAL_EDGE_SPACING, BETWEEN_WIRES);
        }
    }

    void add(Box box, double width, double height) {
        ElkNode node = ElkGraphUtil.createNode(root);
        node.setDimensions(width, height);
        boxes.put(box, node);
    }

    /** A frame, whose wires enter and leave where its own level says. */
    void add(Box box, double width, double height, Doors where) {
        add(box, width, height);
        doors.put(box, where);
        Objects.requireNonNull(boxes.get(box)).setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
    }

    void link(Link link) {
        links.computeIfAbsent(link, any -> ElkGraphUtil.createSimpleEdge(source(any.from()), target(any.to())));
    }

    private ElkConnectableShape source(End end) {
        return switch (end) {
            case End.Inner(Box box) -> door(box, PortSide.EAST);
            case End.Entry entry -> edge(entry, LayerConstraint.FIRST);
            case End.Exit exit -> edge(exit, LayerConstraint.LAST);
        };
    }

    private ElkConnectableShape target(End end) {
        return end instanceof End.Inner(Box box) ? door(box, PortSide.WEST) : source(end);
    }

    private ElkConnectableShape door(Box box, PortSide side) {
        ElkNode node = Objects.requireNonNull(boxes.get(box), box.id());
        Doors where = doors.get(box);
        if (where == null) {
            return node;
        }
        return node.getPorts().stream()
                .filter(port -> port.getProperty(CoreOptions.PORT_SIDE) == side)
                .findFirst()
                .orElseGet(() -> door(node, side, where));
    }

    private static ElkPort door(ElkNode node, PortSide side, Doors where) {
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setProperty(CoreOptions.PORT_SIDE, side);
        boolean entry = side == PortSide.WEST;
        port.setLocation(entry ? 0 : node.getWidth(), entry ? where.entryY() : where.exitY());
        return port;
    }

    private ElkNode edge(End end, LayerConstraint constraint) {
        return edges.computeIfAbsent(end, any -> {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(1, 1);
            node.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, constraint);
            return node;
        });
    }

    void place(BooleanSupplier cancelled) {
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor() {
            @Override
            public boolean isCanceled() {
                return cancelled.getAsBoolean();
            }
        });
    }

    double width() {
        return root.getWidth();
    }

    double height() {
        return root.getHeight();
    }

    Doors doors() {
        double middle = (BoxSizes.FRAME_HEADER + height()) / 2;
        return new Doors(y(new End.Entry(), middle), y(new End.Exit(), middle));
    }

    private double y(End end, double otherwise) {
        ElkNode node = edges.get(end);
        return node == null ? otherwise : node.getY();
    }

    Area area(Box box) {
        ElkNode node = Objects.requireNonNull(boxes.get(box), box.id());
        return new Area(node.getX(), node.getY(), node.getWidth(), node.getHeight());
    }

    /** The points of a connection, from the frame's edge where it begins or ends there. */
    List<double[]> points(Link link) {
        List<double[]> points = new ArrayList<>();
        if (link.from() instanceof End.Entry) {
            points.add(new double[] {0, doors().entryY()});
        }
        for (ElkEdgeSection section : Objects.requireNonNull(links.get(link)).getSections()) {
            points.add(new double[] {section.getStartX(), section.getStartY()});
            section.getBendPoints().forEach(bend -> points.add(new double[] {bend.getX(), bend.getY()}));
            points.add(new double[] {section.getEndX(), section.getEndY()});
        }
        if (link.to() instanceof End.Exit) {
            points.add(new double[] {width(), doors().exitY()});
        }
        return points;
    }
}
