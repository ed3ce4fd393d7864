package dev.partita.ui.graph.fold;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
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
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Places boxes left to right in layers (Sugiyama et al. 1981) with Eclipse's layout kernel, frames and what they hold in
 * one pass, and wires as polylines around boxes. To be called off the screen's thread, from one with a deep stack: the
 * kernel recurses along the longest path.
 */
public final class LayeredLayout {
    /** Stack for graphs of tens of thousands of boxes. */
    public static final long STACK_BYTES = 64L << 20;

    /** Room between layers, for a shape's text on the wire. */
    private static final double BETWEEN_LAYERS = 92;

    private static final double ASPECT_RATIO = 3;
    private static final double BETWEEN_BOXES = 28;
    private static final double BETWEEN_WIRES = 14;

    static {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private final Function<Box, String> details;
    private final Map<Box, ElkNode> nodes = new LinkedHashMap<>();
    private final Map<ElkEdge, Wire> edges = new IdentityHashMap<>();

    private LayeredLayout(Function<Box, String> details) {
        this.details = details;
    }

    /**
     * @param details what stands below a box's name: boxes are as wide as it needs
     * @param cancelled asked between phases; what comes back is then of no use
     */
    public static Picture of(FoldedGraph graph, Function<Box, String> details, BooleanSupplier cancelled) {
        return new LayeredLayout(details).place(graph, cancelled);
    }

    private Picture place(FoldedGraph graph, BooleanSupplier cancelled) {
        ElkNode root = ElkGraphUtil.createGraph();
        options(root);
        if (graph.boxes().stream().noneMatch(Box::frame)) {
            wrap(root);
        }
        graph.boxes().forEach(box -> add(root, box));
        for (Wire wire : graph.wires()) {
            edges.put(ElkGraphUtil.createSimpleEdge(node(wire.from()), node(wire.to())), wire);
        }
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor() {
            @Override
            public boolean isCanceled() {
                return cancelled.getAsBoolean();
            }
        });
        Map<Box, Area> areas = new LinkedHashMap<>();
        nodes.forEach((box, node) -> areas.put(box, area(node)));
        List<Curve> curves = new ArrayList<>();
        edges.forEach((edge, wire) -> curves.add(curve(edge, wire)));
        return new Picture(graph, areas, curves);
    }

    private static void options(ElkNode root) {
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        root.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        root.setProperty(LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY, OrderingStrategy.NODES_AND_EDGES);
        spacing(root);
    }

    /** Long chains go on in a next row; the kernel cannot do so with frames. */
    private static void wrap(ElkNode root) {
        root.setProperty(LayeredOptions.WRAPPING_STRATEGY, WrappingStrategy.MULTI_EDGE);
        root.setProperty(CoreOptions.ASPECT_RATIO, ASPECT_RATIO);
        root.setProperty(LayeredOptions.WRAPPING_ADDITIONAL_EDGE_SPACING, BETWEEN_WIRES);
    }

    private static void spacing(ElkNode node) {
        node.setProperty(CoreOptions.SPACING_NODE_NODE, BETWEEN_BOXES);
        node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
        node.setProperty(CoreOptions.SPACING_EDGE_NODE, BETWEEN_WIRES);
        node.setProperty(CoreOptions.SPACING_EDGE_EDGE, BETWEEN_WIRES);
    }

    private void add(ElkNode parent, Box box) {
        ElkNode node = ElkGraphUtil.createNode(parent);
        nodes.put(box, node);
        if (box.frame()) {
            spacing(node);
            double margin = BoxSizes.FRAME_MARGIN;
            node.setProperty(
                    CoreOptions.PADDING,
                    new ElkPadding(BoxSizes.FRAME_HEADER + margin / 2, margin, margin, margin));
            box.contents().forEach(inner -> add(node, inner));
        } else {
            node.setDimensions(BoxSizes.width(box, details.apply(box)), BoxSizes.height());
        }
    }

    private ElkNode node(Box box) {
        return Objects.requireNonNull(nodes.get(box), box.id());
    }

    private static Area area(ElkNode node) {
        double x = node.getX();
        double y = node.getY();
        for (ElkNode around = node.getParent(); around != null; around = around.getParent()) {
            x += around.getX();
            y += around.getY();
        }
        return new Area(x, y, node.getWidth(), node.getHeight());
    }

    private static Curve curve(ElkEdge edge, Wire wire) {
        Area container = area(edge.getContainingNode());
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            x.add(container.x() + section.getStartX());
            y.add(container.y() + section.getStartY());
            section.getBendPoints().forEach(bend -> {
                x.add(container.x() + bend.getX());
                y.add(container.y() + bend.getY());
            });
            x.add(container.x() + section.getEndX());
            y.add(container.y() + section.getEndY());
        }
        return new Curve(wire, x, y);
    }
}
