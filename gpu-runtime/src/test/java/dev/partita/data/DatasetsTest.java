package dev.partita.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.partita.graph.GraphBuilder;
import dev.partita.graph.ModelGraph;
import dev.partita.graph.Port;
import dev.partita.operator.CrossEntropyLoss;
import dev.partita.operator.Flatten;
import dev.partita.operator.Initialization;
import dev.partita.operator.Input;
import dev.partita.operator.Linear;
import dev.partita.tensor.DataType;
import dev.partita.tensor.Shape;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatasetsTest {
    @Test
    void an_imported_classifier_of_colour_images_trains_on_built_in_ones() {
        try (Dataset data = Datasets.open(classifier("pixels", "targets"), Optional.empty())) {
            assertThat(data.sampleBytes("pixels")).isEqualTo(3 * 8 * 8 * Float.BYTES);
            assertThat(data.sampleBytes("targets")).isEqualTo(Integer.BYTES);
            assertThat(data.description().toString()).contains("gratings");
        }
    }

    @Test
    void files_of_grey_images_are_refused_for_three_channels() {
        assertThatExceptionOfType(InvalidData.class)
                .isThrownBy(() -> Datasets.open(classifier("image", "label"), Optional.of(Path.of("fashion"))))
                .withMessageContaining("the model reads 3 channels");
    }

    private static ModelGraph classifier(String image, String label) {
        GraphBuilder graph = new GraphBuilder("classifier");
        Port x = graph.add("in", new Input(image, Shape.of(3, 8, 8), DataType.FLOAT32));
        Port target = graph.add("class", new Input(label, Shape.SCALAR, DataType.INT32));
        x = graph.add("flat", new Flatten(), x);
        x = graph.add("linear", new Linear(192, 5, true, Initialization.ZEROS), x);
        graph.add("loss", new CrossEntropyLoss(), x, target);
        return graph.build();
    }
}
