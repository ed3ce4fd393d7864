package dev.partita.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberRegexTest {
    @ParameterizedTest
    @CsvSource({"0,0", "0,9", "3,7", "0,249", "7,1203", "95,105", "10,99", "100,1999", "998,1001", "123,123"})
    void a_range_is_its_numbers_and_no_others(int first, int last) {
        String regex = NumberRegex.of(first, last);

        int[] matched = IntStream.rangeClosed(0, 3000)
                .filter(number -> String.valueOf(number).matches(regex))
                .toArray();

        assertEquals(
                IntStream.rangeClosed(first, last).boxed().toList(),
                IntStream.of(matched).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"01", "-1", "1.0", "1x"})
    void a_number_is_written_without_anything_else(String text) {
        assertFalse(text.matches(NumberRegex.of(0, 100)));
    }
}
