package dev.slipway.engine.deploy;

import dev.slipway.engine.plan.Artefact;

/// The code of one version: what an instance is to run.
///
/// The digest counts: the same version built again is another build.
public record Build(String version, Artefact artefact) {

    public Build {
        if (!version.matches("[A-Za-z0-9][A-Za-z0-9.+_-]*")) {
            throw new IllegalArgumentException("not the name of a version: " + version);
        }
    }
}
