package dev.slipway.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the jar's manifest.
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"slipway " + number()};
    }

    static String number() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("(built from sources)");
    }
}
