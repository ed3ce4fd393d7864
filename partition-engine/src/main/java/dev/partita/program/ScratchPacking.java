package dev.partita.program;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Offsets for buffers that live during parts of one segment: largest first, each at the lowest place that is free
 * during its whole life. Greedy by size is within a few percent of the best on networks (Pisarchyk and Lee 2020).
 */
final class ScratchPacking {
    /** A range of steps, both ends included, during which {@code bytes} are needed. */
    record Request(long bytes, int firstStep, int lastStep) {
        boolean overlaps(Request other) {
            return firstStep <= other.lastStep && other.firstStep <= lastStep;
        }
    }

    private record Placed(Request request, long offset) {
        long end() {
            return offset + request.bytes();
        }
    }

    private ScratchPacking() {}

    /** One offset per request, in the order given. Bytes must already be multiples of the alignment. */
    static long[] offsets(List<Request> requests) {
        List<Integer> bySize = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            bySize.add(i);
        }
        bySize.sort(Comparator.comparingLong((Integer i) -> requests.get(i).bytes())
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        long[] offsets = new long[requests.size()];
        List<Placed> placed = new ArrayList<>(); // by offset
        for (int i : bySize) {
            Request request = requests.get(i);
            long offset = lowestFree(request, placed);
            offsets[i] = offset;
            int at = 0;
            while (at < placed.size() && placed.get(at).offset() <= offset) {
                at++;
            }
            placed.add(at, new Placed(request, offset));
        }
        return offsets;
    }

    private static long lowestFree(Request request, List<Placed> placed) {
        long candidate = 0;
        for (Placed other : placed) {
            if (!other.request().overlaps(request)) {
                continue;
            }
            if (candidate + request.bytes() <= other.offset()) {
                break;
            }
            candidate = Math.max(candidate, other.end());
        }
        return candidate;
    }
}
