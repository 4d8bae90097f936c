package dev.slipway.matinee.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The file that holds the newest [Tally]; whoever reads it sees a whole one.
final class ReportFile {

    private final Path file;
    private final Path draft;

    ReportFile(Path file) {
        this.file = file.toAbsolutePath();
        this.draft = this.file.resolveSibling(file.getFileName() + ".draft");
    }

    void write(Tally tally) {
        try {
            Files.writeString(draft, tally.toJson().compact() + "\n");
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LoadException("Could not write the report " + file + ": " + e, e);
        }
    }
}
