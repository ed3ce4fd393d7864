package dev.partita.sweep;

/**
 * @param bubbleFraction share of the step in which the devices do not compute, on average
 * @param exposedCommunicationFraction share of the step in which the busiest device waits for a collective
 * @param memory of the device that needs most
 */
public record StepPrediction(
        double stepSeconds, double bubbleFraction, double exposedCommunicationFraction, Memory memory) {

    /** Bytes of one device at its fullest. */
    public record Memory(
            double weightsBytes,
            double gradientsBytes,
            double optimizerBytes,
            double activationsBytes,
            double workspaceBytes,
            double overheadBytes) {
        public double peakBytes() {
            return weightsBytes + gradientsBytes + optimizerBytes + activationsBytes + workspaceBytes + overheadBytes;
        }
    }
}
