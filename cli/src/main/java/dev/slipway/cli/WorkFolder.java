package dev.slipway.cli;

import java.nio.file.Path;

/// Where Slipway keeps what is its own: `.slipway` in the folder it is run from.
record WorkFolder(Path root) {

    static WorkFolder in(Path folder) {
        return new WorkFolder(folder.resolve(".slipway").toAbsolutePath().normalize());
    }

    /// Server programs that came with Slipway, unpacked.
    Path cache() {
        return root.resolve("cache");
    }

    /// Throwaway servers, of runs that are under way.
    Path scratch() {
        return root.resolve("scratch");
    }

    Path trial() {
        return root.resolve("try");
    }
}
