package dev.partita.imports;

import dev.partita.tensor.DataType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ONNX file as it was read, without its weights.
 *
 * @param shapes types and shapes of values in between, as far as the file states them
 */
record OnnxModel(
        String name,
        List<Node> nodes,
        Map<String, Tensor> initializers,
        List<Value> inputs,
        List<Value> outputs,
        Map<String, Value> shapes) {

    /**
     * One operation.
     *
     * @param scopes path of the module it was exported from, innermost last; empty where the file does not say
     */
    record Node(
            String name,
            String operator,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes,
            List<String> scopes) {
        long integer(String attribute, long otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null ? otherwise : found.integer();
        }

        double number(String attribute, double otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null ? otherwise : found.number();
        }

        String text(String attribute, String otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null ? otherwise : found.text();
        }

        List<Long> integers(String attribute, List<Long> otherwise) {
            Attribute found = attributes.get(attribute);
            return found == null || found.integers().isEmpty() ? otherwise : found.integers();
        }
    }

    record Attribute(
            String name,
            long integer,
            double number,
            String text,
            List<Long> integers,
            @Nullable Tensor tensor) {}

    /**
     * A tensor that the file holds.
     *
     * @param numbers its elements where there are few of them, else nothing
     * @param external where its bytes lie, if not in the file
     * @param offset where its bytes lie in the file; -1 where they lie nowhere as they are
     */
    record Tensor(
            String name,
            List<Long> sizes,
            int type,
            @Nullable List<Double> numbers,
            long storedBytes,
            @Nullable External external,
            long offset) {}

    record External(String path, long offset, long length) {}

    /** A value's name with what the file says of it; no dimensions where it says nothing. */
    record Value(String name, int type, @Nullable List<Dimension> dimensions) {}

    /** A size, or -1 and a name that stands for one, or -1 and nothing. */
    record Dimension(long size, String symbol) {}

    /** Our type for one of ONNX's; indices of 64 bits are kept in 32. */
    static @Nullable DataType type(int onnx) {
        return switch (onnx) {
            case 1 -> DataType.FLOAT32;
            case 11 -> DataType.FLOAT64;
            case 10 -> DataType.FLOAT16;
            case 16 -> DataType.BFLOAT16;
            case 4, 5, 6, 7, 12, 13 -> DataType.INT32;
            case 2, 3, 9, 17, 18, 19, 20, 21, 22 -> DataType.UINT8;
            default -> null;
        };
    }

    /** Bytes of one element in the file; 0 where elements have no fixed size. */
    static long fileBytes(int onnx) {
        return switch (onnx) {
            case 7, 11, 13, 14 -> 8;
            case 1, 6, 12 -> 4;
            case 4, 5, 10, 16 -> 2;
            case 2, 3, 9, 17, 18, 19, 20 -> 1;
            case 15 -> 16;
            default -> 0;
        };
    }
}
