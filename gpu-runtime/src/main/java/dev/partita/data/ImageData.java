package dev.partita.data;

import dev.partita.device.RandomStream;
import dev.partita.text.Sentence;
import dev.partita.text.Wording;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Images with classes, grey ones if they are read from files; pixels become {@code (value - mean) / deviation} with the mean and the deviation of all
 * pixels of the data. Model inputs: {@code image} (float32, NHWC) and {@code label}
 * (int32).
 */
public final class ImageData implements Dataset {
    private static final int BUILT_IN_SAMPLES = 2048;
    private static final int LARGEST_BUILT_IN_BYTES = 64 << 20;
    private static final int LARGEST_LABEL = 256;

    private final byte[] pixels;
    private final byte[] labels;
    private final int imagePixels;
    private final Wording description;
    /** What each of the 256 values of a pixel becomes. */
    private final float[] normalized;

    private ImageData(byte[] pixels, byte[] labels, int imagePixels, Wording description) {
        this.pixels = pixels;
        this.labels = labels;
        this.imagePixels = imagePixels;
        this.description = description;
        this.normalized = normalized(pixels);
    }

    /** Sums of integers, so that every order and every program gives the same numbers. */
    private static float[] normalized(byte[] pixels) {
        long[] count = new long[256];
        for (byte pixel : pixels) {
            count[Byte.toUnsignedInt(pixel)]++;
        }
        long sum = 0;
        long squares = 0;
        for (int value = 0; value < count.length; value++) {
            sum += count[value] * value;
            squares += count[value] * value * value;
        }
        double mean = (double) sum / pixels.length;
        double deviation = Math.sqrt((double) squares / pixels.length - mean * mean);
        float[] normalized = new float[256];
        for (int value = 0; value < normalized.length; value++) {
            // Images of one value have no deviation; they become 0, not NaN.
            normalized[value] = deviation > 0 ? (float) ((value - mean) / deviation) : 0;
        }
        return normalized;
    }

    /**
     * Opens a folder with MNIST's training files, {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte},
     * plain or with {@code .gz}.
     *
     * @param height wanted height and width of the images
     * @throws InvalidData if a file is missing, broken, or of another size
     */
    public static ImageData open(Path folder, int height, int width, int classes) {
        Path imageFile = find(folder, "train-images-idx3-ubyte");
        Path labelFile = find(folder, "train-labels-idx1-ubyte");
        IdxFile images = IdxFile.read(imageFile, 3);
        IdxFile labels = IdxFile.read(labelFile, 1);
        if (images.sizes[1] != height || images.sizes[2] != width) {
            throw new InvalidData(
                    Sentence.of("runtime.data.image_size", height, width, images.sizes[1], images.sizes[2], imageFile));
        }
        if (images.sizes[0] != labels.sizes[0]) {
            throw new InvalidData(Sentence.of("runtime.data.labels", images.sizes[0], labels.sizes[0], folder));
        }
        checkLabels(labels.elements, classes, labelFile);
        return new ImageData(
                images.elements,
                labels.elements,
                height * width,
                Sentence.of("runtime.data.images", folder, images.sizes[0]));
    }

    private static void checkLabels(byte[] labels, int classes, Path file) {
        for (int i = 0; i < labels.length; i++) {
            if (Byte.toUnsignedInt(labels[i]) >= classes) {
                throw new InvalidData(
                        Sentence.of("runtime.data.label", classes, Byte.toUnsignedInt(labels[i]), i, file));
            }
        }
    }

    private static Path find(Path folder, String name) {
        for (Path candidate : List.of(folder.resolve(name), folder.resolve(name + ".gz"))) {
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new InvalidData(Sentence.of("runtime.data.no_images", name, folder));
    }

    /**
     * Drawn images for trying a model without any file: each class is a grating of its own direction and width, with
     * noise, shifted a little from channel to channel. Easy to learn, and nothing more is claimed.
     */
    public static ImageData builtIn(int height, int width, int channels, int classes) {
        int elements = height * width * channels;
        int samples = Math.min(BUILT_IN_SAMPLES, LARGEST_BUILT_IN_BYTES / elements);
        byte[] pixels = new byte[samples * elements];
        byte[] labels = new byte[samples];
        long key = RandomStream.ofLayer("built-in images");
        for (int sample = 0; sample < samples; sample++) {
            int label = sample % Math.min(classes, LARGEST_LABEL);
            labels[sample] = (byte) label;
            double angle = Math.PI * label / classes;
            double phase = 2 * Math.PI * RandomStream.uniform(key, sample);
            for (int element = 0; element < elements; element++) {
                int at = sample * elements + element;
                int pixel = element / channels;
                double along = pixel / width * Math.sin(angle) + pixel % width * Math.cos(angle);
                double wave = Math.sin(along * (0.5 + 0.05 * label) + phase + element % channels);
                double noise = RandomStream.uniform(key + 1, at) - 0.5;
                pixels[at] = (byte) Math.clamp(Math.round(127.5 + 90 * wave + 70 * noise), 0, 255);
            }
        }
        return new ImageData(pixels, labels, elements, Sentence.of("runtime.data.gratings", samples));
    }

    @Override
    public long samples() {
        return labels.length;
    }

    @Override
    public long sampleBytes(String input) {
        return input.equals("label") ? Integer.BYTES : (long) imagePixels * Float.BYTES;
    }

    @Override
    public void read(String input, long sample, MemorySegment target) {
        int index = (int) (sample % labels.length);
        if (input.equals("label")) {
            target.set(ValueLayout.JAVA_INT, 0, Byte.toUnsignedInt(labels[index]));
            return;
        }
        for (int i = 0; i < imagePixels; i++) {
            int value = Byte.toUnsignedInt(pixels[index * imagePixels + i]);
            target.setAtIndex(ValueLayout.JAVA_FLOAT, i, normalized[value]);
        }
    }

    @Override
    public Wording description() {
        return description;
    }

    @Override
    public void close() {
        // everything is on the heap
    }
}
