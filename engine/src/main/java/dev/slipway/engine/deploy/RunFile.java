package dev.slipway.engine.deploy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// What the process of an instance wrote about itself before it became the service.
///
/// @param version that it runs
/// @param digest of the build that it runs
public record RunFile(ProcessId process, String version, String digest) {

    /// Empty when the instance never ran, or the file is not one of ours.
    static Optional<RunFile> read(Path file) {
        try {
            var fields = new Properties();
            fields.load(new StringReader(Files.readString(file)));
            return ProcessId.of(fields)
                    .map(process ->
                            new RunFile(
                                    process,
                                    fields.getProperty("version", ""),
                                    fields.getProperty("digest", "")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DeployException("cannot read the run file " + file, e);
        }
    }

    /// Whether it is that build, byte for byte.
    public boolean runs(Build build) {
        return version.equals(build.version()) && digest.equals(build.artefact().digest());
    }
}
