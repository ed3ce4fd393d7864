package dev.partita.data;

import dev.partita.device.RandomStream;
import java.util.Arrays;

/**
 * A board on which black and white set stones in turn on random free points. It is no game of Go: nothing is captured and
 * nobody means anything by a move. What a network can learn of it are two rules, stated at the methods that hold them.
 */
final class GoPosition {
    private static final int[][] STEPS = {{-1, 0}, {0, -1}, {0, 1}, {1, 0}};

    private final int size;
    /** The points in the order in which stones were set; black first. */
    private final int[] moves;
    /** By point, 1 + the number of the move that set a stone there; 0 where it is free. */
    private final int[] stones;

    /** @param key of the random numbers: a position is a function of it and of the size */
    GoPosition(int size, long key) {
        this.size = size;
        int points = size * size;
        int[] order = new int[points];
        for (int i = 0; i < points; i++) {
            int j = (int) (RandomStream.uniform(key, i) * (i + 1));
            order[i] = order[j];
            order[j] = i;
        }
        int fewest = points / 10 + 2;
        int count = fewest + (int) (RandomStream.uniform(key, points) * (points / 2));
        moves = Arrays.copyOf(order, count);
        stones = new int[points];
        for (int move = 0; move < count; move++) {
            stones[moves[move]] = move + 1;
        }
    }

    /**
     * AlphaGo Zero's planes, point by point (NHWC): the stones of who is to move at the last positions, the newest first,
     * then the opponent's, then 1 where black is to move.
     */
    void planes(float[] target, int history) {
        int planes = 2 * history + 1;
        Arrays.fill(target, 0);
        for (int point = 0; point < stones.length; point++) {
            for (int back = 0; back < history && stones[point] > 0; back++) {
                if (stones[point] <= moves.length - back) {
                    target[point * planes + back + (own(point) ? 0 : history)] = 1;
                }
            }
            target[point * planes + planes - 1] = moves.length % 2 == 0 ? 1 : 0;
        }
    }

    /** Whether the stone on a point is of the colour that is to move. */
    private boolean own(int point) {
        return (stones[point] - 1) % 2 == moves.length % 2;
    }

    /**
     * The rule of the policy: a free point weighs {@code exp(own neighbours + half of the opponent's)}, passing weighs 1;
     * shares of the sum.
     */
    void policy(float[] target) {
        double[] weights = new double[target.length];
        double sum = 0;
        for (int move = 0; move < target.length; move++) {
            weights[move] = move == stones.length ? 1 : stones[move] > 0 ? 0 : Math.exp(neighbours(move));
            sum += weights[move];
        }
        for (int move = 0; move < target.length; move++) {
            target[move] = (float) (weights[move] / sum);
        }
    }

    private double neighbours(int point) {
        double score = 0;
        for (int[] step : STEPS) {
            int row = point / size + step[0];
            int column = point % size + step[1];
            if (row >= 0 && column >= 0 && row < size && column < size) {
                int next = row * size + column;
                score += stones[next] == 0 ? 0 : own(next) ? 1 : 0.5;
            }
        }
        return score;
    }

    /** The rule of the value: who is nearer to more points, counted in steps along the lines; 1 is who is to move. */
    float value() {
        int balance = 0;
        for (int point = 0; point < stones.length; point++) {
            balance += Integer.signum(distance(point, false) - distance(point, true));
        }
        return Integer.signum(balance);
    }

    private int distance(int from, boolean own) {
        int nearest = 2 * size;
        for (int point : moves) {
            if (own(point) == own) {
                int steps = Math.abs(point / size - from / size) + Math.abs(point % size - from % size);
                nearest = Math.min(nearest, steps);
            }
        }
        return nearest;
    }
}
