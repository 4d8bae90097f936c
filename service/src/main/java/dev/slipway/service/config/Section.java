package dev.slipway.service.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A record whose components are keys. It is called what the component is called that holds it.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Section {

    /// What its keys are about: `network`, `secrets`, `dependencies`, `cache`, `cluster`, …
    String group();

    /// One sentence.
    String about();

    /// Keys that once were and are no more, so that whoever still has one is told.
    Removed[] removed() default {};
}
