package dev.slipway.engine.start;

import dev.slipway.engine.validate.Check;
import dev.slipway.engine.validate.CheckResult;
import dev.slipway.engine.validate.Validator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;

/// Looks again and again whether what was started is ready.
sealed interface Probe {

    Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /// @param limit for a command that looks
    static Probe of(Readiness readiness, Surroundings surroundings, Duration limit) {
        return switch (readiness) {
            case Readiness.Listening _ -> new Port(surroundings.port());
            case Readiness.Answering address -> new Address(address.at(surroundings.port()));
            case Readiness.Succeeding(var command) -> new Try(command, surroundings, limit);
        };
    }

    /// One look, after a pause where it was in vain.
    default boolean holds() {
        boolean ready = look();
        if (!ready) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return ready;
    }

    boolean look();

    /// Why it would be ready before anything is started, if it would.
    default Optional<String> taken() {
        return Optional.empty();
    }

    /// What stands in the way of its being ready, with what to do.
    String missing();

    /// A port on which something is to listen.
    record Port(int port) implements Probe {

        private static final int PATIENCE_MILLIS = 200;

        @Override
        public boolean look() {
            return List.of("127.0.0.1", "::1").stream().anyMatch(this::listens);
        }

        private boolean listens(String host) {
            try (var socket = new Socket()) {
                var address = new InetSocketAddress(InetAddress.getByName(host), port);
                socket.connect(address, PATIENCE_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String missing() {
            return "nothing listened on port %d, its PORT; say with --ready what shows that it is ready"
                    .formatted(port);
        }
    }

    /// An address that is to answer.
    record Address(URI url) implements Probe {

        @Override
        public boolean look() {
            return result() instanceof CheckResult.Passed;
        }

        private CheckResult result() {
            return Validator.make(new Check.HttpReady(url, Optional.empty()));
        }

        @Override
        public Optional<String> taken() {
            return look()
                    ? Optional.of(
                            "was not started: something else answers at %s already; end that, or write {port} for the port of its own"
                                    .formatted(url))
                    : Optional.empty();
        }

        @Override
        public String missing() {
            return url + " did not answer with status 200";
        }
    }

    /// A command that is to end with 0.
    record Try(String command, Surroundings surroundings, Duration limit) implements Probe {

        @Override
        public boolean look() {
            try (var running = surroundings.start(command)) {
                return running.exitWithin(limit).equals(OptionalInt.of(0));
            }
        }

        @Override
        public String missing() {
            return surroundings.redactor().redact(command) + " did not end with 0";
        }
    }
}
