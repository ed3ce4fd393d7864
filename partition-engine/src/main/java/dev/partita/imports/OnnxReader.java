package dev.partita.imports;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.partita.imports.OnnxModel.Attribute;
import dev.partita.imports.OnnxModel.Dimension;
import dev.partita.imports.OnnxModel.Node;
import dev.partita.imports.OnnxModel.Tensor;
import dev.partita.imports.OnnxModel.Value;
import dev.partita.text.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an ONNX file by field numbers (onnx.proto3), one pass, weights skipped. */
final class OnnxReader {
    private static final int BUFFER = 1 << 16;
    static final int MOST_NODES = 200_000;
    private static final int MOST_PORTS = 10_000;

    private final Wire wire;
    private final ImportObserver observer;
    private final OnnxTensorReader tensors;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Tensor> initializers = new LinkedHashMap<>();
    private final List<Value> inputs = new ArrayList<>();
    private final List<Value> outputs = new ArrayList<>();
    private final Map<String, Value> shapes = new HashMap<>();
    private String name = "";
    private boolean graphFound;

    private OnnxReader(Wire wire, ImportObserver observer) {
        this.wire = wire;
        this.observer = observer;
        this.tensors = new OnnxTensorReader(wire);
    }

    static OnnxModel read(InputStream file, ImportObserver observer) throws IOException {
        WatchedStream watched = new WatchedStream(file, observer);
        CodedInputStream coded = CodedInputStream.newInstance(watched, BUFFER);
        OnnxReader reader = new OnnxReader(new Wire(coded), observer);
        try {
            reader.model();
        } catch (InvalidProtocolBufferException damaged) {
            throw new ImportRefused(Sentence.of("engine.import.unreadable"), damaged);
        }
        watched.drain();
        return reader.finished();
    }

    private OnnxModel finished() {
        if (!graphFound) {
            throw new ImportRefused(Sentence.of("engine.import.no_graph"));
        }
        return new OnnxModel(name, nodes, initializers, inputs, outputs, shapes);
    }

    private void model() throws IOException {
        wire.whole(field -> {
            if (field == 7) {
                graphFound = true;
                wire.message(this::graph);
                return true;
            }
            return false;
        });
    }

    private boolean graph(int field) throws IOException {
        switch (field) {
            case 1 -> node();
            case 2 -> name = wire.text();
            case 5 -> initializer();
            case 11 -> inputs.add(value());
            case 12 -> outputs.add(value());
            case 13 -> {
                Value value = value();
                shapes.put(value.name(), value);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void initializer() throws IOException {
        Tensor tensor = tensors.read();
        bound(initializers.size(), MOST_NODES);
        if (initializers.put(tensor.name(), tensor) != null) {
            throw new ImportRefused(Sentence.of("engine.import.tensor_twice", tensor.name()));
        }
    }

    private static void bound(int found, int most) {
        if (found >= most) {
            throw new ImportRefused(Sentence.of("engine.import.too_many", most));
        }
    }

    // ---- nodes ---------------------------------------------------------------------------------------------------

    private void node() throws IOException {
        observer.check();
        bound(nodes.size(), MOST_NODES);
        NodeDraft draft = new NodeDraft();
        wire.message(field -> node(draft, field));
        nodes.add(draft.node());
    }

    private static final class NodeDraft {
        final List<String> inputs = new ArrayList<>();
        final List<String> outputs = new ArrayList<>();
        final Map<String, Attribute> attributes = new LinkedHashMap<>();
        List<String> scopes = List.of();
        String name = "";
        String operator = "";

        Node node() {
            return new Node(name, operator, List.copyOf(inputs), List.copyOf(outputs), attributes, scopes);
        }
    }

    private boolean node(NodeDraft draft, int field) throws IOException {
        switch (field) {
            case 1 -> draft.inputs.add(wire.text());
            case 2 -> draft.outputs.add(wire.text());
            case 3 -> draft.name = wire.text();
            case 4 -> draft.operator = wire.text();
            case 5 -> {
                Attribute attribute = attribute();
                draft.attributes.put(attribute.name(), attribute);
            }
            case 9 -> metadata(draft);
            default -> {
                return false;
            }
        }
        bound(draft.inputs.size() + draft.outputs.size() + draft.attributes.size(), MOST_PORTS);
        return true;
    }

    private void metadata(NodeDraft draft) throws IOException {
        String[] entry = {"", ""};
        wire.message(field -> {
            if (field == 1 || field == 2) {
                entry[field - 1] = wire.text();
            }
            return field == 1 || field == 2;
        });
        if (entry[0].equals("pkg.torch.onnx.name_scopes")) {
            draft.scopes = ScopeNames.listed(entry[1]);
        }
    }

    private Attribute attribute() throws IOException {
        String[] texts = {"", ""};
        long[] integer = new long[1];
        double[] number = new double[1];
        List<Long> integers = new ArrayList<>();
        List<Tensor> tensor = new ArrayList<>();
        wire.message(field -> {
            switch (field) {
                case 1 -> texts[0] = wire.text();
                case 2 -> number[0] = wire.number();
                case 3 -> integer[0] = wire.integer();
                case 4 -> texts[1] = wire.text();
                case 5 -> tensor.add(tensors.read());
                case 8 ->
                    wire.integers(value -> {
                        bound(integers.size(), Wire.KEPT_NUMBERS);
                        integers.add(value);
                    });
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new Attribute(
                texts[0],
                integer[0],
                number[0],
                texts[1],
                List.copyOf(integers),
                tensor.isEmpty() ? null : tensor.getFirst());
    }

    // ---- values --------------------------------------------------------------------------------------------------

    private Value value() throws IOException {
        String[] text = {""};
        int[] type = {0};
        List<Dimension> dimensions = new ArrayList<>();
        boolean[] shaped = {false};
        wire.message(field -> switch (field) {
            case 1 -> {
                text[0] = wire.text();
                yield true;
            }
            case 2 -> {
                wire.message(kind -> kind == 1 && tensorType(type, dimensions, shaped));
                yield true;
            }
            default -> false;
        });
        return new Value(text[0], type[0], shaped[0] ? List.copyOf(dimensions) : null);
    }

    private boolean tensorType(int[] type, List<Dimension> dimensions, boolean[] shaped) throws IOException {
        wire.message(field -> {
            if (field == 1) {
                type[0] = (int) wire.integer();
                return true;
            }
            if (field == 2) {
                shaped[0] = true;
                wire.message(part -> part == 1 && dimension(dimensions));
                return true;
            }
            return false;
        });
        return true;
    }

    private boolean dimension(List<Dimension> dimensions) throws IOException {
        long[] size = {-1};
        String[] symbol = {""};
        wire.message(field -> {
            if (field == 1) {
                size[0] = wire.integer();
            } else if (field == 2) {
                symbol[0] = wire.text();
            }
            return field == 1 || field == 2;
        });
        bound(dimensions.size(), 64);
        dimensions.add(new Dimension(size[0], symbol[0]));
        return true;
    }
}
