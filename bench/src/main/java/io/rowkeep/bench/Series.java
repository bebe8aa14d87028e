package io.rowkeep.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Figures of one kind, one for each round.
 *
 * @param values in the order of the rounds
 */
record Series(List<Double> values) {

    Series {
        values = List.copyOf(values);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double least() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double greatest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** How far the figures lie apart, as a part of their median. */
    double noise() {
        return (greatest() - least()) / median();
    }

    /** Round by round, this one's figure divided by the other's: what both rounds suffered from cancels out. */
    Series over(Series other) {
        return new Series(IntStream.range(0, values.size())
                .mapToObj(round -> values.get(round) / other.values.get(round))
                .toList());
    }
}
