package dev.slipway.engine.trial;

import java.nio.file.Path;
import java.util.List;

/// Where a trial lives, and what it tries out.
///
/// @param home a folder of the trial's own, deleted when it ends
/// @param example the versions of the example service, one folder each
/// @param conductor the command that conducts a release, before its arguments
/// @param keep whether to leave everything running at the end
public record TrialSettings(Path home, Path example, List<String> conductor, boolean keep) {

    public TrialSettings {
        home = home.toAbsolutePath().normalize();
        example = example.toAbsolutePath().normalize();
        conductor = List.copyOf(conductor);
    }
}
