package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
                    versions            |         | versions
                    ops.versions        | ops     | versions
                    "ops"."versions"    | ops     | versions
                    "o.p".versions      | o.p     | versions
                    "ops.versions"      |         | ops.versions
                    Ops.Versions        | Ops     | Versions
                    "o""p"."v""s"       | o"p     | v"s
                    a.b.c               | a       | b.c
                    """)
    void a_schema_stands_before_the_first_dot_that_is_not_in_quotes(
            String text, String schema, String table) {
        var name = TableName.parse(text);

        assertThat(name.schema().orElse(null)).isEqualTo(schema);
        assertThat(name.table()).isEqualTo(table);
    }
}
