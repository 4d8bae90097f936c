package dev.slipway.engine.release;

import dev.slipway.engine.copy.Copy;
import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import java.nio.file.Path;

/// The scratch server of one release, on which its backup is drilled and its migrations rehearsed.
///
/// It outlives the conductor that started it; the next one finds it by its folder.
///
/// @param cache for bundled server programs, which are unpacked once
record ReleaseScratch(Path folder, Path cache) {

    /// What the drill restored, as long as nothing was done to it.
    static final String RESTORED = "restored";

    /// The same once a rehearsal has begun on it.
    static final String REHEARSED = "rehearsed";

    static ReleaseScratch of(Path scratch, Errand errand, Path cache) {
        return new ReleaseScratch(scratch.resolve("release-" + errand.release()), cache);
    }

    Server start(int major) {
        return Server.start(Binaries.find(major, cache), folder, Copy.THROWAWAY);
    }

    /// Whatever is there; nothing is no matter.
    void remove() {
        Server.stopLeftover(folder);
    }
}
