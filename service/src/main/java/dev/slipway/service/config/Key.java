package dev.slipway.service.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a service tells about one key. The component's type says what it may be: a `String`,
/// `boolean`, `int`, `long`, `double`, `Duration`, `URI`, `Path`, enum or [Secret], a `List` of
/// those, or an `Optional` of any. A constant `READ_ONLY` of an enum is written `read-only`.
///
/// It is required when it has neither a default nor is `Optional`. A URL that may hold a password
/// is shown without it, but a `URI` prints itself whole: where a service logs it, make it a
/// [Secret].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

    /// One sentence.
    String about();

    /// As a variable would give it; `[]` is a list without items. Empty where there is none.
    String defaultValue() default "";

    /// Where it is another than the section's.
    String group() default "";

    /// The version that brought it.
    String since() default "";

    /// What it was called before, with its section, such as `server.listen_port`.
    String renamedFrom() default "";

    /// The version that renamed it.
    String renamedIn() default "";

    /// The version that will take it away, or has announced to.
    String removedIn() default "";
}
