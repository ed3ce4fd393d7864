package dev.partita.device;

import dev.partita.quantity.Bytes;
import dev.partita.text.Explained;
import dev.partita.text.Language;
import dev.partita.text.Sentence;

/** A reservation past a device's capacity, as a real card would refuse it. */
public final class OutOfDeviceMemory extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final transient Sentence sentence;

    public OutOfDeviceMemory(String device, long wantedBytes, long capacityBytes) {
        this(Sentence.of("runtime.device.out_of_memory", device, new Bytes(wantedBytes), new Bytes(capacityBytes)));
    }

    private OutOfDeviceMemory(Sentence sentence) {
        super(sentence.in(Language.ENGLISH));
        this.sentence = sentence;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
