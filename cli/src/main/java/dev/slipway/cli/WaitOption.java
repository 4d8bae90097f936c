package dev.slipway.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/// How long a command waits for the migration lock.
final class WaitOption {

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest wait for the migration lock, such as 30s. Default: 10m.")
    private Duration wait = Duration.ofMinutes(10);

    Duration longest() {
        return wait;
    }
}
