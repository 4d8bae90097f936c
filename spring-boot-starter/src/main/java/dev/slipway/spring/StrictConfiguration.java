package dev.slipway.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/// The configuration of the application itself, read strictly before any bean is made, and so
/// before any migration runs. Everything that is wrong with it stops the start at once.
///
/// It is in a file and in variables of its own, apart from Spring's properties, which pass over
/// what they do not know. The record is a bean, and so are its [Configuration] and [Effective].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(StrictConfigurationRegistrar.class)
public @interface StrictConfiguration {

    /// The record that declares it.
    Class<? extends Record> value();

    /// Of its variables, such as `SHOP`.
    String prefix();

    /// That is read if it is there, unless `slipway.config.file` names another, which must be:
    /// relative to the working directory.
    String file() default "";
}
