package dev.partita.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.graph.Blocks;
import dev.partita.graph.Layer;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.kernel.ElementwiseKernel.Function;
import dev.partita.operator.Activation;
import dev.partita.tensor.TensorSpec;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Files that PyTorch wrote (export.py beside them) and small ones written here. */
class OnnxImportTest {
    private static ImportedModel torch(String name, Map<String, Long> dimensions) throws IOException {
        try (InputStream file = OnnxImportTest.class.getResourceAsStream(name)) {
            return OnnxImport.read(file, name, dimensions, path -> OptionalLong.empty(), ImportObserver.NOBODY);
        }
    }

    private static List<String> kinds(ModelGraph graph, String scope) {
        return graph.layers().stream()
                .filter(layer -> layer.id().startsWith(scope))
                .map(layer -> layer.operator().kind())
                .toList();
    }

    @Test
    void gpt_2_becomes_the_layers_it_was_written_in() throws IOException {
        ModelGraph graph = torch("gpt2.onnx", Map.of("sequence", 16L)).graph();
        assertThat(kinds(graph, "h/1/"))
                .containsExactly(
                        "LayerNorm",
                        "Linear",
                        "SelfAttention",
                        "Linear",
                        "Add",
                        "LayerNorm",
                        "Linear",
                        "Activation",
                        "Linear",
                        "Add");
        assertThat(Blocks.of(graph)).hasToString("[h/0..3 x4]");
        assertThat(graph.layer("h/2/mlp/c_fc/MatMul").parameters())
                .containsExactly("h.2.mlp.c_fc.weight", "h.2.mlp.c_fc.bias");
        assertThat(graph.layers()).allMatch(layer -> layer.operator().trains());
    }

    /** 64 x 32 + 16 x 32 + 4 blocks of 12 x 32^2 + 13 x 32 + 2 x 32 + 32 x 64; the exporter writes tied weights twice. */
    @Test
    void gpt_2_has_the_parameters_of_its_formula() throws IOException {
        assertThat(torch("gpt2.onnx", Map.of("sequence", 16L)).graph().parameterCount())
                .isEqualTo(64 * 32 + 16 * 32 + 4 * (12 * 32 * 32 + 13 * 32) + 2 * 32 + 32 * 64);
    }

    @Test
    void sizes_beside_the_sample_axis_are_asked_for() throws IOException {
        for (var expected : Map.of("gpt2.onnx", List.of("sequence"), "resnet-training.onnx", List.of())
                .entrySet()) {
            try (InputStream file = OnnxImportTest.class.getResourceAsStream(expected.getKey())) {
                assertThat(OnnxImport.openSizes(file, ImportObserver.NOBODY)).isEqualTo(expected.getValue());
            }
        }
    }

    @Test
    void the_sample_axis_is_freed_where_a_file_fixes_it() throws IOException {
        ModelGraph fixed = torch("gpt2-fixed.onnx", Map.of()).graph();
        Map<String, List<TensorSpec>> shapes = fixed.shapes(7);
        assertThat(shapes.get("h/3/attn/SelfAttention")).containsExactly(TensorSpec.float32(7, 16, 32));
        assertThat(shapes.get("lm_head/MatMul")).containsExactly(TensorSpec.float32(7, 16, 64));
    }

    @Test
    void a_resnet_keeps_its_norms_its_scopes_and_its_residuals() throws IOException {
        ImportedModel model = torch("resnet-training.onnx", Map.of());
        assertThat(kinds(model.graph(), "layer2/0/"))
                .containsExactly(
                        "Convolution",
                        "BatchNorm2d",
                        "Activation",
                        "Convolution",
                        "BatchNorm2d",
                        "Convolution",
                        "BatchNorm2d",
                        "Add",
                        "Activation");
        assertThat(Blocks.of(model.graph())).hasToString("[layer1/0..1 x2]");
        assertThat(model.report().planned()).as("all of it trains").isEmpty();
        // 9 convolutions' weights and norms as PyTorch counts them for this model
        assertThat(model.graph().parameterCount()).isEqualTo(12_082);
    }

    @Test
    void attention_on_separate_projections_trains_on_one_that_holds_the_three() throws IOException {
        ImportedModel model = torch("sdpa.onnx", Map.of());
        assertThat(model.report().patterns()).containsEntry("SelfAttention", 3);
        assertThat(model.weights().parts().get("0.qkv.weight"))
                .extracting(WeightPart::rows)
                .containsExactly(32L, 32L, 32L);
        assertThat(model.graph().layers())
                .filteredOn(layer -> layer.operator().equals(new Activation(Function.GELU)))
                .hasSize(3);
    }

    @Test
    void attention_that_scales_otherwise_stays_planned() throws IOException {
        try (InputStream file = OnnxImportTest.class.getResourceAsStream("sdpa.onnx")) {
            String bytes = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.ISO_8859_1);
            ImportedModel model =
                    OnnxFile.read(bytes.replace("\u0004Sqrt", "\u0004Ceil").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(model.report().patterns()).containsEntry("DotProductAttention", 3);
        }
    }

    @Test
    void what_nobody_knows_stays_as_an_opaque_layer_and_is_counted() {
        ImportedModel model = new OnnxFile()
                .input("x", "batch", 4, 6)
                .weight("w", 8, 6)
                .node("Mystery", "odd", List.of("x", "w"), List.of("y"))
                .node("Mystery", "odder", List.of("y"), List.of("z"))
                .shape("y", "batch", 9)
                .output("z", "batch", 5)
                .read();
        assertThat(model.graph().shapes(3)).containsEntry("odd", List.of(TensorSpec.float32(3, 9)));
        assertThat(model.report().opaque())
                .containsExactly(new ImportReport.Opaque("Mystery", 2, List.of("odd", "odder")));
        assertThat(model.graph().parameters())
                .extracting(parameter -> parameter.name())
                .contains("w");
    }

    @Test
    void a_loss_is_added_and_can_be_removed_like_any_layer() {
        ModelGraph graph = OnnxFile.chain(1).read().graph();
        Layer loss = graph.layer("loss");
        assertThat(loss.inputs()).containsExactly(Port.of("head/Gemm"), Port.of("targets"));
    }

    /** Processor time of this thread, since the machine may be busy. */
    @Test
    void ten_thousand_nodes_take_well_under_a_second() {
        byte[] bytes = OnnxFile.chain(2000).bytes();
        OnnxFile.read(OnnxFile.chain(50).bytes());
        var threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        ImportedModel model = OnnxFile.read(bytes);
        double seconds = (threads.getCurrentThreadCpuTime() - begun) / 1e9;
        assertThat(model.report().nodes()).isEqualTo(10_001);
        assertThat(Blocks.of(model.graph()).getFirst()).hasToString("layers/0..1999 x2000");
        assertThat(seconds).isLessThan(1);
    }

    @Test
    void cancelling_ends_an_import_between_two_pieces_of_the_file() {
        byte[] bytes = OnnxFile.chain(2000).bytes();
        AtomicLong read = new AtomicLong();
        ImportObserver impatient = new ImportObserver() {
            @Override
            public void bytesRead(long count) {
                read.set(count);
            }

            @Override
            public boolean cancelled() {
                return read.get() > 200_000;
            }
        };
        assertThatThrownBy(() -> OnnxFile.read(bytes, path -> OptionalLong.empty(), impatient))
                .isInstanceOf(ImportCancelled.class);
        assertThat(read.get()).isLessThan(200_000 + (1 << 17));
    }
}
