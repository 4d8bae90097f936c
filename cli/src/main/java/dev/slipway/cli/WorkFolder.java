package dev.slipway.cli;

import java.nio.file.Path;

/// Where Slipway keeps what is its own: `.slipway` in the folder it is run from.
///
/// @param project that folder, absolute
record WorkFolder(Path project) {

    static WorkFolder in(Path folder) {
        return new WorkFolder(folder.toAbsolutePath().normalize());
    }

    private Path root() {
        return project.resolve(".slipway");
    }

    /// Server programs that came with Slipway, unpacked.
    Path cache() {
        return root().resolve("cache");
    }

    /// Throwaway servers, of runs that are under way.
    Path scratch() {
        return root().resolve("scratch");
    }

    Path trial() {
        return root().resolve("try");
    }
}
