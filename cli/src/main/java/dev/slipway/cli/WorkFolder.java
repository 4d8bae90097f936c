package dev.slipway.cli;

import java.nio.file.Path;

/// Where Slipway keeps what is its own: `.slipway` in the folder it is run from.
final class WorkFolder {

    private static final Path ROOT = Path.of(".slipway").toAbsolutePath();

    private WorkFolder() {}

    /// Server programs that came with Slipway, unpacked.
    static Path cache() {
        return ROOT.resolve("cache");
    }

    /// Throwaway servers, of runs that are under way.
    static Path scratch() {
        return ROOT.resolve("scratch");
    }

    static Path trial() {
        return ROOT.resolve("try");
    }
}
