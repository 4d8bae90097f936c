package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with a command line is said in one line, with where to read what is right.
class WrongCommandLinesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    --wat                              | slipway            | Unknown option: '--wat'
                    db stauts                          | slipway db         | Unmatched argument at index 1: 'stauts'
                    db status --nope                   | slipway db status  | Unknown option: '--nope'
                    db status --migrations             | slipway db status  | Missing required parameter for option '--migrations' (DIR)
                    db status --format a --format b    | slipway db status  | option '--format' (FORMAT) should be specified only once
                    db status --pooler x               | slipway db status  | Invalid value for option '--pooler': expected one of [NONE, SESSION] (case-insensitive) but was 'x'
                    db status --ahead yes              | slipway db status  | Invalid value for option '--ahead': 'yes' is not refuse, tolerate or tolerate-if-proven:VERSION
                    db status --output xml             | slipway db status  | Invalid value for option '--output': expected one of [HUMAN, JSON, YAML, MARKDOWN, HTML, SARIF, JUNIT] (case-insensitive) but was 'xml'
                    db migrate --wait 3                | slipway db migrate | Invalid value for option '--wait': '3' is no time such as 500ms, 30s, 10m or 2h
                    db repair --mark-applied           | slipway db repair  | Missing required parameter for option '--mark-applied' (VERSION)
                    db baseline                        | slipway db baseline | Missing required parameter: 'VERSION'
                    db baseline 1 2                    | slipway db baseline | Unmatched argument at index 3: '2'
                    db create                          | slipway db create  | Missing required parameter: 'NAME'
                    rehearse --from moon               | slipway rehearse   | Invalid value for option '--from': expected one of [EMPTY, SCHEMA, BACKUP, URL] (case-insensitive) but was 'moon'
                    try --keep=maybe                   | slipway try        | option '--keep' should be specified without 'maybe' parameter
                    completion                         | slipway completion | Missing required parameter: 'SHELL'
                    conduct x --ledger l               | slipway conduct    | Invalid value for positional parameter at index 0 (RELEASE): 'x' is not a long
                    conduct 3                          | slipway conduct    | Missing required option: '--ledger=URL'
                    """)
    void ends_with_two(String line, String command, String sentence) {
        assertThat(Slipway.run(line.split(" ")))
                .isEqualTo(
                        new Slipway(
                                2,
                                "",
                                "slipway: %s%nSee '%s --help' for what it takes.%n"
                                        .formatted(sentence, command)));
    }
}
