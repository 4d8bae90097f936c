package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bytes=0-0              | Part[first=0, last=0]
                    bytes=2-5              | Part[first=2, last=5]
                    bytes=2-               | Part[first=2, last=9]
                    bytes=2-99             | Part[first=2, last=9]
                    bytes=-3               | Part[first=7, last=9]
                    bytes=-99              | Part[first=0, last=9]
                    bytes=9-               | Part[first=9, last=9]
                    bytes=10-              | Outside[]
                    bytes=10-12            | Outside[]
                    bytes=-0               | Outside[]
                    bytes=5-2              | Whole[]
                    bytes=-                | Whole[]
                    bytes=                 | Whole[]
                    bytes=a-b              | Whole[]
                    bytes=0-1,3-4          | Whole[]
                    bytes=0x1-2            | Whole[]
                    bytes=--1              | Whole[]
                    bytes=99999999999999999999- | Whole[]
                    lines=0-1              | Whole[]
                    """)
    void of_ten_bytes(String header, String range) {
        assertThat(ByteRange.of(Optional.of(header), 10)).hasToString(range);
    }
}
