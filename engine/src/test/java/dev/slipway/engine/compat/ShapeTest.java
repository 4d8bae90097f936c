package dev.slipway.engine.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {

    @Test
    void the_same_shape_breaks_nothing() {
        var shape = shape(List.of("bigint"), "id bigint", "name text");

        assertThat(shape.brokenBy(shape)).isEmpty();
    }

    @Test
    void a_column_more_and_another_order_break_nothing() {
        var old = shape(List.of(), "id bigint", "name text");

        assertThat(old.brokenBy(shape(List.of(), "name text", "id bigint", "poster text")))
                .isEmpty();
    }

    @Test
    void text_and_varchar_are_one_to_a_program() {
        var old = shape(List.of("text"), "name character varying");

        assertThat(old.brokenBy(shape(List.of("character varying"), "name text"))).isEmpty();
    }

    @Test
    void a_changed_result_type_is_named() {
        assertThat(shape(List.of(), "duration integer").brokenBy(shape(List.of(), "duration text")))
                .contains("result column \"duration\" was integer and is now text");
    }

    @Test
    void a_changed_parameter_type_is_named() {
        assertThat(shape(List.of("text", "integer")).brokenBy(shape(List.of("text", "bigint"))))
                .contains("parameter $2 was integer and is now bigint");
    }

    @Test
    void columns_of_one_name_are_told_apart_by_their_turn() {
        var old = shape(List.of(), "id bigint", "id uuid");

        assertThat(old.brokenBy(shape(List.of(), "id bigint", "id bigint")))
                .contains("result column \"id\" was uuid and is now bigint");
        assertThat(old.brokenBy(shape(List.of(), "id bigint")))
                .contains("result column \"id\" is gone");
    }

    private static Shape shape(List<String> parameters, String... columns) {
        return new Shape(parameters, List.of(columns).stream().map(ShapeTest::column).toList());
    }

    private static Shape.Column column(String nameAndType) {
        var parts = nameAndType.split(" ", 2);
        return new Shape.Column(parts[0], parts[1]);
    }
}
