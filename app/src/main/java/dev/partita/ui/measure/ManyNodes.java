package dev.partita.ui.measure;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An ONNX file with as many nodes as are wanted, in the few fields that every file has. */
final class ManyNodes {
    private static final int FLOAT = 1;
    private static final int NODES_OF_A_BLOCK = 5;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    private interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    /** Residual blocks in scopes of their own, as PyTorch's exporter names them. */
    static Path inBlocks(Path file, int nodes) throws IOException {
        ManyNodes model = new ManyNodes().input();
        String stream = "x";
        for (int block = 0; block < nodes / NODES_OF_A_BLOCK; block++) {
            String at = "/layers." + block + "/";
            String weights = "layers." + block + ".";
            model.weight(weights + "up", 16, 32).weight(weights + "bias", 32).weight(weights + "down", 32, 16);
            model.node("MatMul", at + "up/MatMul", List.of(stream, weights + "up"), at + 1);
            model.node("Add", at + "up/Add", List.of(at + 1, weights + "bias"), at + 2);
            model.node("Relu", at + "act/Relu", List.of(at + 2), at + 3);
            model.node("MatMul", at + "down/MatMul", List.of(at + 3, weights + "down"), at + 4);
            model.node("Add", at + "Add", List.of(stream, at + 4), at + 5);
            stream = at + 5;
        }
        return model.write(file, stream);
    }

    /** Nodes without any scope, each of which reads the one before and, now and then, one from further back. */
    static Path flat(Path file, int nodes) throws IOException {
        ManyNodes model = new ManyNodes().input();
        for (int i = 0; i < nodes; i++) {
            String before = i == 0 ? "x" : "v" + (i - 1);
            if (i % 3 == 2) {
                model.node("Add", "layer" + i, List.of(before, "v" + (i - 2)), "v" + i);
            } else {
                model.node(i % 3 == 0 ? "Relu" : "Sigmoid", "layer" + i, List.of(before), "v" + i);
            }
        }
        return model.write(file, "v" + (nodes - 1));
    }

    private static byte[] message(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            body.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private ManyNodes field(int number, byte[] content) {
        graph.writeBytes(message(out -> out.writeByteArray(number, content)));
        return this;
    }

    private void node(String operator, String name, List<String> inputs, String output) {
        field(1, message(out -> {
            for (String input : inputs) {
                out.writeString(1, input);
            }
            out.writeString(2, output);
            out.writeString(3, name);
            out.writeString(4, operator);
        }));
    }

    private ManyNodes weight(String name, int... sizes) {
        return field(5, message(out -> {
            int elements = 1;
            for (int size : sizes) {
                out.writeInt64(1, size);
                elements *= size;
            }
            out.writeInt32(2, FLOAT);
            out.writeString(8, name);
            out.writeByteArray(9, new byte[4 * elements]);
        }));
    }

    private ManyNodes input() {
        return field(11, value("x"));
    }

    private static byte[] value(String name) {
        byte[] batch = message(out -> out.writeString(2, "batch"));
        byte[] width = message(out -> out.writeInt64(1, 16));
        byte[] shape = message(out -> {
            out.writeByteArray(1, batch);
            out.writeByteArray(1, width);
        });
        byte[] tensor = message(out -> {
            out.writeInt32(1, FLOAT);
            out.writeByteArray(2, shape);
        });
        return message(out -> {
            out.writeString(1, name);
            out.writeByteArray(2, message(type -> type.writeByteArray(1, tensor)));
        });
    }

    private Path write(Path file, String output) throws IOException {
        field(12, value(output));
        return Files.write(file, message(out -> {
            out.writeInt64(1, 10);
            out.writeByteArray(7, graph.toByteArray());
        }));
    }
}
