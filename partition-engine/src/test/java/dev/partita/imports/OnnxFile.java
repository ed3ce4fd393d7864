package dev.partita.imports;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** An ONNX file put together field by field, right or wrong. */
final class OnnxFile {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();

    /** What writes one message. */
    @FunctionalInterface
    interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] message(Body body) {
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

    private OnnxFile graph(int field, byte[] content) {
        graph.writeBytes(message(out -> out.writeByteArray(field, content)));
        return this;
    }

    OnnxFile node(String operator, String name, List<String> inputs, List<String> outputs) {
        return node(operator, name, inputs, outputs, Map.of());
    }

    OnnxFile node(String operator, String name, List<String> inputs, List<String> outputs, Map<String, Long> integers) {
        return graph(1, message(out -> {
            for (String input : inputs) {
                out.writeString(1, input);
            }
            for (String output : outputs) {
                out.writeString(2, output);
            }
            out.writeString(3, name);
            out.writeString(4, operator);
            for (Map.Entry<String, Long> attribute : integers.entrySet()) {
                out.writeByteArray(5, message(field -> {
                    field.writeString(1, attribute.getKey());
                    field.writeInt64(3, attribute.getValue());
                }));
            }
        }));
    }

    /** A floating-point tensor with all its bytes. */
    OnnxFile weight(String name, long... sizes) {
        long elements = 1;
        for (long size : sizes) {
            elements *= size;
        }
        byte[] raw = new byte[(int) (4 * elements)];
        return tensor(name, sizes, out -> out.writeByteArray(9, raw));
    }

    OnnxFile tensor(String name, long[] sizes, Body content) {
        return graph(5, message(out -> {
            for (long size : sizes) {
                out.writeInt64(1, size);
            }
            out.writeInt32(2, FLOAT);
            out.writeString(8, name);
            content.write(out);
        }));
    }

    OnnxFile external(String name, String path, long offset, long length, long... sizes) {
        return tensor(name, sizes, out -> {
            for (Map.Entry<String, String> entry : Map.of(
                            "location", path, "offset", String.valueOf(offset), "length", String.valueOf(length))
                    .entrySet()) {
                out.writeByteArray(13, message(pair -> {
                    pair.writeString(1, entry.getKey());
                    pair.writeString(2, entry.getValue());
                }));
            }
            out.writeInt32(14, 1);
        });
    }

    OnnxFile integers(String name, long... values) {
        return graph(5, message(out -> {
            out.writeInt64(1, values.length);
            out.writeInt32(2, INT64);
            out.writeString(8, name);
            for (long value : values) {
                out.writeInt64(7, value);
            }
        }));
    }

    /** A value with sizes; a text among them is a symbol. */
    private static byte[] value(String name, Object... sizes) {
        return message(out -> {
            out.writeString(1, name);
            out.writeByteArray(
                    2,
                    message(type -> type.writeByteArray(1, message(tensor -> {
                        tensor.writeInt32(1, FLOAT);
                        tensor.writeByteArray(2, message(shape -> {
                            for (Object size : sizes) {
                                shape.writeByteArray(1, message(dimension -> {
                                    if (size instanceof String symbol) {
                                        dimension.writeString(2, symbol);
                                    } else {
                                        dimension.writeInt64(1, ((Number) size).longValue());
                                    }
                                }));
                            }
                        }));
                    }))));
        });
    }

    OnnxFile input(String name, Object... sizes) {
        return graph(11, value(name, sizes));
    }

    OnnxFile output(String name, Object... sizes) {
        return graph(12, value(name, sizes));
    }

    OnnxFile shape(String name, Object... sizes) {
        return graph(13, value(name, sizes));
    }

    byte[] bytes() {
        return message(out -> {
            out.writeInt64(1, 10);
            out.writeByteArray(7, graph.toByteArray());
        });
    }

    ImportedModel read() {
        return read(bytes());
    }

    static ImportedModel read(byte[] bytes) {
        return read(bytes, path -> OptionalLong.empty(), ImportObserver.NOBODY);
    }

    ImportedModel read(ExternalData files) {
        return read(bytes(), files, ImportObserver.NOBODY);
    }

    static ImportedModel read(byte[] bytes, ExternalData files, ImportObserver observer) {
        try {
            return OnnxImport.read(new ByteArrayInputStream(bytes), "model", Map.of(), files, observer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A chain of {@code blocks} residual blocks of 5 nodes with names as PyTorch gives them. */
    static OnnxFile chain(int blocks) {
        OnnxFile file = new OnnxFile().input("x", "batch", 16).weight("head.weight", 10, 16);
        String stream = "x";
        for (int block = 0; block < blocks; block++) {
            String at = "/layers." + block + "/";
            String module = "layers." + block + ".";
            file.weight(module + "up.weight", 16, 32)
                    .weight(module + "up.bias", 32)
                    .weight(module + "down.weight", 32, 16);
            file.node("MatMul", at + "up/MatMul", List.of(stream, module + "up.weight"), List.of(at + 1));
            file.node("Add", at + "up/Add", List.of(at + 1, module + "up.bias"), List.of(at + 2));
            file.node("Relu", at + "act/Relu", List.of(at + 2), List.of(at + 3));
            file.node("MatMul", at + "down/MatMul", List.of(at + 3, module + "down.weight"), List.of(at + 4));
            file.node("Add", at + "Add", List.of(stream, at + 4), List.of(at + 5));
            stream = at + 5;
        }
        return file.node("Gemm", "/head/Gemm", List.of(stream, "head.weight"), List.of("y"), Map.of("transB", 1L))
                .output("y", "batch", 10);
    }
}
