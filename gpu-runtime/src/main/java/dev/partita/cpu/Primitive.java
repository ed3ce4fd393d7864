package dev.partita.cpu;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_exec_arg_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_impl_info_str;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** One oneDNN primitive with its memory objects, which are pointed at the operands of each call. Not thread-safe. */
final class Primitive implements AutoCloseable {
    /** DNNL_MEMORY_NONE: a memory object without a buffer yet. */
    private static final @Nullable Pointer NO_BUFFER = null;

    private final OneDnn oneDnn;
    private final dnnl_primitive_desc descriptor;
    private final dnnl_primitive primitive = new dnnl_primitive();
    private final dnnl_memory[] memories;
    private final dnnl_exec_arg_t arguments;
    private final MovablePointer pointer = new MovablePointer();

    /** A pointer object that is moved instead of made anew, so that a call allocates nothing. */
    private static final class MovablePointer extends Pointer {
        MovablePointer to(long address) {
            this.address = address;
            return this;
        }
    }

    /**
     * Takes over the descriptor.
     *
     * @param argumentNumbers {@code DNNL_ARG_*} in the order in which {@link #run} takes addresses; the scratchpad
     *     follows them
     */
    Primitive(OneDnn oneDnn, dnnl_primitive_desc descriptor, int... argumentNumbers) {
        this.oneDnn = oneDnn;
        this.descriptor = descriptor;
        OneDnn.check(dnnl_primitive_create(primitive, descriptor), "a primitive");
        memories = new dnnl_memory[argumentNumbers.length + 1];
        arguments = new dnnl_exec_arg_t(memories.length);
        for (int i = 0; i < memories.length; i++) {
            int number = i < argumentNumbers.length ? argumentNumbers[i] : DNNL_ARG_SCRATCHPAD;
            memories[i] = new dnnl_memory();
            OneDnn.check(
                    dnnl_memory_create(
                            memories[i],
                            dnnl_primitive_desc_query_md(descriptor, dnnl_query_exec_arg_md, number),
                            oneDnn.engine(),
                            NO_BUFFER),
                    "a memory object");
            arguments.position(i).arg(number).memory(memories[i]);
        }
        arguments.position(0);
    }

    /** The implementation that oneDNN chose, such as {@code brg_matmul:avx2}. */
    String implementation() {
        return implementation(descriptor);
    }

    static String implementation(dnnl_primitive_desc descriptor) {
        try (PointerPointer<?> text = new PointerPointer<>(1)) {
            OneDnn.check(dnnl_primitive_desc_query(descriptor, dnnl_query_impl_info_str, 0, text), "a name");
            return new BytePointer(text.get()).getString();
        }
    }

    long scratchpadBytes() {
        return dnnl_memory_desc_get_size(dnnl_primitive_desc_query_md(descriptor, dnnl_query_scratchpad_md, 0));
    }

    /** The layout of an argument, chosen by the primitive or given to it. */
    Layout layout(int argumentNumber) {
        return Layout.of(dnnl_primitive_desc_query_md(descriptor, dnnl_query_exec_arg_md, argumentNumber));
    }

    void run(long first, long second, long scratchpad) {
        point(0, first);
        point(1, second);
        point(2, scratchpad);
        execute();
    }

    void run(long first, long second, long third, long scratchpad) {
        point(0, first);
        point(1, second);
        point(2, third);
        point(3, scratchpad);
        execute();
    }

    void run(long first, long second, long third, long fourth, long scratchpad) {
        point(0, first);
        point(1, second);
        point(2, third);
        point(3, fourth);
        point(4, scratchpad);
        execute();
    }

    private void point(int argument, long address) {
        OneDnn.check(dnnl_memory_set_data_handle(memories[argument], pointer.to(address)), "an address");
    }

    private void execute() {
        OneDnn.check(dnnl_primitive_execute(primitive, oneDnn.stream(), memories.length, arguments), "a call");
    }

    @Override
    public void close() {
        for (dnnl_memory memory : memories) {
            dnnl_memory_destroy(memory);
        }
        arguments.close();
        dnnl_primitive_destroy(primitive);
        dnnl_primitive_desc_destroy(descriptor);
    }
}
