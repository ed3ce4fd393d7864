package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_data_type_undef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.dnnl_version_t;
import org.jspecify.annotations.Nullable;

/**
 * oneDNN's C interface for one thread: an engine, a stream, and the primitives made on them. Every scratchpad is the
 * caller's, so oneDNN itself allocates nothing of a tensor's size.
 */
final class OneDnn implements AutoCloseable {
    private static final int UNIMPLEMENTED = 3;

    private final dnnl_engine engine = new dnnl_engine();
    private final dnnl_stream stream = new dnnl_stream();

    /** Binds to the calling thread, which computes alone from now on. */
    OneDnn(NativeLibrary library) {
        library.useOneThread();
        check(dnnl_engine_create(engine, dnnl_cpu, 0), "an engine");
        check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags), "a stream");
    }

    /** Library, version and the instruction set it uses here. */
    static String description() {
        dnnl_version_t version = dnnl_version();
        return "oneDNN " + version.major() + "." + version.minor() + "." + version.patch() + " isa 0x"
                + Integer.toHexString(dnnl_get_effective_cpu_isa());
    }

    dnnl_engine engine() {
        return engine;
    }

    dnnl_stream stream() {
        return stream;
    }

    /** {@code dst = src weights (+ bias) (+ dst)}. Run with src, weights, bias if any, dst, scratchpad. */
    Primitive matMul(Layout src, Layout weights, @Nullable Layout bias, Layout dst, boolean accumulate) {
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        dnnl_memory_desc biasDescriptor = bias == null ? null : bias.descriptor;
        try (Attributes attributes = new Attributes(accumulate)) {
            check(
                    dnnl_matmul_primitive_desc_create(
                            descriptor,
                            engine,
                            src.descriptor,
                            weights.descriptor,
                            biasDescriptor,
                            dst.descriptor,
                            attributes.value),
                    "a matrix product");
        }
        return bias == null
                ? new Primitive(this, descriptor, DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST)
                : new Primitive(this, descriptor, DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_BIAS, DNNL_ARG_DST);
    }

    /** Copies from one layout to another, or adds to what is there. Run with from, to, scratchpad. */
    Primitive reorder(Layout from, Layout to, boolean accumulate) {
        dnnl_primitive_desc descriptor = new dnnl_primitive_desc();
        try (Attributes attributes = new Attributes(accumulate)) {
            check(
                    dnnl_reorder_primitive_desc_create(
                            descriptor, from.descriptor, engine, to.descriptor, engine, attributes.value),
                    "a reorder");
        }
        return new Primitive(this, descriptor, DNNL_ARG_FROM, DNNL_ARG_TO);
    }

    /** What every primitive is created with: the caller's scratchpad, and a sum where it accumulates. */
    static final class Attributes implements AutoCloseable {
        final dnnl_primitive_attr value = new dnnl_primitive_attr();

        Attributes(boolean accumulate) {
            check(dnnl_primitive_attr_create(value), "attributes");
            check(dnnl_primitive_attr_set_scratchpad_mode(value, dnnl_scratchpad_mode_user), "attributes");
            if (accumulate) {
                dnnl_post_ops sum = new dnnl_post_ops();
                check(dnnl_post_ops_create(sum), "post-operations");
                check(dnnl_post_ops_append_sum(sum, 1f, 0, dnnl_data_type_undef), "a sum");
                check(dnnl_primitive_attr_set_post_ops(value, sum), "attributes");
                dnnl_post_ops_destroy(sum);
            }
        }

        @Override
        public void close() {
            dnnl_primitive_attr_destroy(value);
        }
    }

    /** Not on this processor. */
    static final class Unimplemented extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Unimplemented(String what) {
            super("oneDNN has no implementation of " + what + " on this processor.");
        }
    }

    static void check(int status, String what) {
        if (status == UNIMPLEMENTED) {
            throw new Unimplemented(what);
        }
        if (status != 0) {
            throw new IllegalStateException("oneDNN refused to make or run " + what + ", status " + status + ".");
        }
    }

    @Override
    public void close() {
        dnnl_stream_destroy(stream);
        dnnl_engine_destroy(engine);
    }
}
