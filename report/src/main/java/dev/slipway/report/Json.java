package dev.slipway.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A JSON value that is only ever written, so that the libraries need no parser.
///
/// Objects keep the order in which their fields were put: the same value always gives the same
/// text, which is what makes it fit to be hashed.
public sealed interface Json {

    /// The value on one line, without spaces.
    default String compact() {
        return JsonWriter.compact(this);
    }

    /// The value over several lines, two spaces a level.
    default String pretty() {
        return JsonWriter.pretty(this);
    }

    static Obj object() {
        return new Obj(Map.of());
    }

    static Arr array(Collection<? extends Json> items) {
        return new Arr(List.copyOf(items));
    }

    static <T> Arr array(Collection<T> items, Function<? super T, ? extends Json> toJson) {
        var values = new ArrayList<Json>(items.size());
        items.forEach(item -> values.add(toJson.apply(item)));
        return new Arr(values);
    }

    static Arr strings(Collection<String> items) {
        return array(items, Str::new);
    }

    /// Fields in the order they were put; a field put twice keeps its first place and last value.
    record Obj(Map<String, Json> fields) implements Json {
        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        public Obj put(String name, Json value) {
            var all = new LinkedHashMap<>(fields);
            all.put(name, value);
            return new Obj(all);
        }

        public Obj put(String name, String value) {
            return put(name, new Str(value));
        }

        public Obj put(String name, long value) {
            return put(name, new Num(Long.toString(value)));
        }

        public Obj put(String name, double value) {
            return put(name, Num.of(value));
        }

        public Obj put(String name, boolean value) {
            return put(name, new Bool(value));
        }

        public Obj putNull(String name) {
            return put(name, new Null());
        }

        public Obj putAll(Obj other) {
            var all = new LinkedHashMap<>(fields);
            all.putAll(other.fields);
            return new Obj(all);
        }
    }

    /// An array.
    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /// A string.
    record Str(String value) implements Json {}

    /// A number, as its JSON text, so that no digit is lost.
    record Num(String text) implements Json {
        static Num of(double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("JSON has no " + value);
            }
            var whole = (long) value;
            return new Num(whole == value ? Long.toString(whole) : Double.toString(value));
        }
    }

    /// `true` or `false`.
    record Bool(boolean value) implements Json {}

    /// `null`: known to be absent.
    record Null() implements Json {}
}
