package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_equal;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;

import org.bytedeco.dnnl.dnnl_memory_desc;

/** How a tensor of floats lies in memory, in oneDNN's terms. Used only while a primitive is created. */
final class Layout implements AutoCloseable {
    final dnnl_memory_desc descriptor;
    private final boolean owned;

    private Layout(dnnl_memory_desc descriptor, boolean owned) {
        this.descriptor = descriptor;
        this.owned = owned;
    }

    /** Logical dimensions, each with its stride in elements: a transpose is only a stride. */
    static Layout strided(long[] dimensions, long[] strides) {
        dnnl_memory_desc descriptor = new dnnl_memory_desc();
        OneDnn.check(
                dnnl_memory_desc_create_with_strides(descriptor, dimensions.length, dimensions, dnnl_f32, strides),
                "a layout");
        return new Layout(descriptor, true);
    }

    /** The last dimension contiguous. */
    static Layout rowMajor(long... dimensions) {
        long[] strides = new long[dimensions.length];
        long stride = 1;
        for (int d = dimensions.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= dimensions[d];
        }
        return strided(dimensions, strides);
    }

    /** Logical {@code [samples, channels, height, width]}, in memory {@code [samples, height, width, channels]}. */
    static Layout image(long samples, long channels, long height, long width) {
        return strided(
                new long[] {samples, channels, height, width},
                new long[] {height * width * channels, 1, width * channels, channels});
    }

    /** The primitive may choose. */
    static Layout any(long... dimensions) {
        dnnl_memory_desc descriptor = new dnnl_memory_desc();
        OneDnn.check(
                dnnl_memory_desc_create_with_tag(
                        descriptor, dimensions.length, dimensions, dnnl_f32, dnnl_format_tag_any),
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
