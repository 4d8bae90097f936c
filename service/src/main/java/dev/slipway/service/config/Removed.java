package dev.slipway.service.config;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A key that is no more.
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Removed {

    /// With its section, such as `server.keep_alive`.
    String key();

    /// The version that took it away.
    String in();

    /// One sentence: what to do instead.
    String instead();
}
