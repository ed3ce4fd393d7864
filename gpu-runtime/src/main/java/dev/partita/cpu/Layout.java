package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;

import dev.partita.tensor.DataType;
import org.bytedeco.dnnl.dnnl_memory_desc;

/** How a tensor lies in memory, in oneDNN's terms. Used only while a primitive is created. */
final class Layout implements AutoCloseable {
    final dnnl_memory_desc descriptor;
    private final boolean owned;

    private Layout(dnnl_memory_desc descriptor, boolean owned) {
        this.descriptor = descriptor;
        this.owned = owned;
    }

    /** oneDNN's number for a type. */
    static int type(DataType type) {
        return switch (type) {
            case FLOAT32 -> dnnl_f32;
            case BFLOAT16 -> dnnl_bf16;
            case FLOAT16 -> dnnl_f16;
            case FLOAT64, INT32, UINT8 -> throw new IllegalArgumentException("oneDNN computes in no " + type + ".");
        };
    }

    /** Of floats. */
    static Layout strided(long[] dimensions, long[] strides) {
        return strided(dimensions, strides, dnnl_f32);
    }

    /** Logical dimensions, each with its stride in elements: a transpose is only a stride. */
    static Layout strided(long[] dimensions, long[] strides, int type) {
        dnnl_memory_desc descriptor = new dnnl_memory_desc();
        OneDnn.check(
                dnnl_memory_desc_create_with_strides(descriptor, dimensions.length, dimensions, type, strides),
                "a layout");
        return new Layout(descriptor, true);
    }

    /** Of floats, the last dimension contiguous. */
    static Layout rowMajor(long... dimensions) {
        return rowMajor(dnnl_f32, dimensions);
    }

    /** The last dimension contiguous. */
    static Layout rowMajor(int type, long[] dimensions) {
        long[] strides = new long[dimensions.length];
        long stride = 1;
        for (int d = dimensions.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= dimensions[d];
        }
        return strided(dimensions, strides, type);
    }

    /** Logical {@code [samples, channels, height, width]}, in memory {@code [samples, height, width, channels]}. */
    static Layout image(long samples, long channels, long height, long width, int type) {
        return strided(
                new long[] {samples, channels, height, width},
                new long[] {height * width * channels, 1, width * channels, channels},
                type);
    }

    /** The primitive may choose. */
    static Layout any(int type, long[] dimensions) {
        dnnl_memory_desc descriptor = new dnnl_memory_desc();
        OneDnn.check(
                dnnl_memory_desc_create_with_tag(descriptor, dimensions.length, dimensions, type, dnnl_format_tag_any),
                "a layout");
        return new Layout(descriptor, true);
    }

    /** A layout that belongs to a primitive. */
    static Layout of(dnnl_memory_desc descriptor) {
        return new Layout(descriptor, false);
    }

    long bytes() {
        return dnnl_memory_desc_get_size(descriptor);
    }

    boolean sameAs(Layout other) {
        return dnnl_memory_desc_equal(descriptor, other.descriptor) != 0;
    }

    @Override
    public void close() {
        if (owned) {
            dnnl_memory_desc_destroy(descriptor);
        }
    }
}
