package dev.slipway.service.health;

import java.time.Duration;

/// Something without which the service cannot do its work, such as its database.
///
/// @param limit for one look at it
/// @param fresh how long what a look showed is taken to be so still
public record Dependency(String name, Duration limit, Duration fresh, Check check) {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration FRESH = Duration.ofSeconds(1);

    /// Looks for a second at most, and no more often than each second.
    public static Dependency of(String name, Check check) {
        return new Dependency(name, LIMIT, FRESH, check);
    }

    /// One look.
    public interface Check {

        /// Ends by itself if the dependency is there. Whatever it throws is why it is not, and the
        /// first line of its message is shown: it must hold no secret.
        void look() throws Exception;
    }
}
