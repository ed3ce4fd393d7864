package dev.partita.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDataTest {
    @TempDir
    private Path folder;

    @Test
    void pixels_have_a_mean_of_0_and_a_deviation_of_1() throws IOException {
        write(new byte[] {0, 0, 0, (byte) 200, 0, 100, 50, 50}, new byte[] {3, 7});
        float[] first = image(ImageData.open(folder, 2, 2, 10), 0);
        assertThat(first[0]).isCloseTo((float) (-50 / 66.14378277661477), within(1e-6f));
        assertThat(first[3]).isCloseTo((float) (150 / 66.14378277661477), within(1e-6f));
    }

    @Test
    void pixels_that_are_all_the_same_become_0() throws IOException {
        write(new byte[] {9, 9, 9, 9, 9, 9, 9, 9}, new byte[] {3, 7});
        assertThat(image(ImageData.open(folder, 2, 2, 10), 1)).containsOnly(0f);
    }

    @Test
    void labels_beyond_the_classes_are_refused() throws IOException {
        write(new byte[8], new byte[] {3, 7});
        assertThatExceptionOfType(InvalidData.class)
                .isThrownBy(() -> ImageData.open(folder, 2, 2, 5))
                .withMessageContaining("Labels must be below 5, found 7 for image 1");
    }

    @Test
    void a_file_that_is_shorter_than_its_sizes_is_refused() throws IOException {
        write(new byte[7], new byte[] {3, 7});
        assertThatExceptionOfType(InvalidData.class)
                .isThrownBy(() -> ImageData.open(folder, 2, 2, 10))
                .withMessageContaining("ends before");
    }

    /** Two images of 2 x 2 with their labels. */
    private void write(byte[] pixels, byte[] labels) throws IOException {
        idx("train-images-idx3-ubyte", pixels, 2, 2, 2);
        idx("train-labels-idx1-ubyte", labels, 2);
    }

    private void idx(String name, byte[] elements, int... sizes) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + elements.length);
        file.putInt(8 << 8 | sizes.length);
        for (int size : sizes) {
            file.putInt(size);
        }
        Files.write(folder.resolve(name), file.put(elements).array());
    }

    private static float[] image(ImageData data, long sample) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(data.sampleBytes("image"));
            data.read("image", sample, target);
            return target.toArray(ValueLayout.JAVA_FLOAT);
        }
    }
}
