package dev.slipway.engine.trial;

import java.nio.file.Path;
import java.util.List;

/// What a trial tries out, and with what.
///
/// @param example the versions of the example service, one folder each
/// @param conductor the command that conducts a release, before its arguments
/// @param keep whether to leave everything running at the end
public record TrialSettings(Path example, List<String> conductor, boolean keep) {

    public TrialSettings {
        example = example.toAbsolutePath().normalize();
        conductor = List.copyOf(conductor);
    }
}
