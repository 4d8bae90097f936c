package dev.slipway.migrate.format;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The formats that Slipway reads and writes.
public final class Formats {

    public static final Format SLIPWAY = new Own();
    public static final Format SQLX = new Sqlx();
    public static final Format GOOSE = new Goose();
    public static final Format FLYWAY = new Flyway(Clock::systemDefaultZone);
    public static final Format GOLANG_MIGRATE = new GolangMigrate();
    public static final Format DBMATE = new Dbmate();

    private static final List<Format> ALL =
            List.of(SLIPWAY, SQLX, GOOSE, FLYWAY, GOLANG_MIGRATE, DBMATE);

    private Formats() {}

    /// Every format, in the order in which they are named to people.
    public static List<Format> all() {
        return ALL;
    }

    /// The format that is called `word`.
    public static Optional<Format> of(String word) {
        return ALL.stream().filter(format -> format.word().equals(word)).findFirst();
    }

    /// The format that the files of a folder are in, by themselves.
    ///
    /// @throws MigrationFolderException when they fit none, or more than one
    public static Format of(Folder folder) {
        var fitting = ALL.stream().filter(format -> format.fits(folder)).toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        throw new MigrationFolderException(
                files(folder, fitting) + ": name the format with --format");
    }

    /// What the files of a folder may be, for a person.
    public static String files(Folder folder, List<Format> fitting) {
        return fitting.isEmpty()
                ? "there are no migrations in " + folder.origin() + " of a format that is known"
                : "the files in " + folder.origin() + " may be " + words(fitting);
    }

    /// Their names, for a person.
    public static String words(List<Format> formats) {
        return formats.stream().map(Format::word).collect(Collectors.joining(" or "));
    }
}
