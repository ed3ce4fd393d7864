package dev.partita.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.partita.tensor.TensorSpec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuickTextTest {
    private static String settings(String text, TensorSpec... arriving) {
        Operator operator = QuickText.parse(text, arriving.length == 0 ? Optional.empty() : Optional.of(arriving[0]));
        StringBuilder words = new StringBuilder(operator.kind());
        Settings.of(operator)
                .forEach(setting ->
                        words.append(' ').append(setting.name()).append('=').append(setting.value()));
        return words.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Conv 64 3x3          | Conv2d inputs=3 outputs=64 kernel=3 stride=1 padding=1 groups=1
            conv 64 7x7 /2 p3    | Conv2d inputs=3 outputs=64 kernel=7 stride=2 padding=3 groups=1
            Linear 768           | Linear inputs=256 outputs=768 bias=true
            linear 10 bias=false | Linear inputs=256 outputs=10 bias=false
            Dropout 0.5          | Dropout probability=0.5
            MaxPool 3x3 /2       | MaxPool2d window=3 stride=2
            Embedding 50257 768  | Embedding vocabulary=50257 width=768
            Input 3x224x224      | Input name=image sample=3x224x224 type=float32
            Input 3x3            | Input name=image sample=3x3 type=float32
            Tokens 1024          | Input name=tokens sample=1024 type=int32
            ConvNoBias 64 3x3 /2 | Convolution inputs=3 outputs=64 kernel=3x3 stride=2x2 padding=2x2 dilation=1x1 groups=1 bias=false
            AveragePool 2x2      | AveragePool function=AveragePool window=2x2 stride=2x2 padding=0x0 ceiling=false
            Concat 1 4           | Concat axis=1 inputs=4
            GELU                 | Activation function=gelu_tanh
            """)
    void a_few_words_say_a_layer(String text, String means) {
        assertThat(settings(text)).isEqualTo(means);
    }

    @Test
    void sizes_that_are_left_out_follow_from_what_arrives() {
        assertThat(settings("Linear 10", TensorSpec.float32(8, 512))).contains("inputs=512");
        assertThat(settings("Conv 64 3x3", TensorSpec.float32(8, 32, 28, 28))).contains("inputs=32");
        assertThat(settings("Attention 12", TensorSpec.float32(8, 128, 3 * 768)))
                .contains("heads=12 headSize=64");
        assertThat(settings("LayerNorm", TensorSpec.float32(8, 128, 768))).contains("width=768");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Convolute 3",
                "Linear ten",
                "Linear 0",
                "Linear 5 6 7",
                "Add 3",
                "Dropout 1",
                "Linear 4 colour=red",
                "Conv 99999999999999999999",
                "Conv 64 3x4",
                "Linear -1"
            })
    void what_cannot_be_meant_is_refused_in_one_sentence(String text) {
        assertThatThrownBy(() -> QuickText.parse(text, Optional.empty()))
                .isInstanceOf(ShapeMismatch.class)
                .message()
                .endsWith(".");
    }

    static Iterable<OperatorKind> kinds() {
        return OperatorKinds.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_setting_of_every_kind_can_be_typed_back(OperatorKind kind) {
        for (Setting setting : kind.settings()) {
            assertThat(Settings.with(kind.defaults(), Map.of(setting.name(), setting.value())))
                    .isEqualTo(kind.defaults());
        }
    }
}
