package dev.slipway.engine.down;

import dev.slipway.report.Json;
import java.util.List;
import java.util.Optional;

/// What taking one migration back was seen to do.
public sealed interface DownVerdict {

    /// Every row and every object is what it was.
    record Lossless() implements DownVerdict {}

    /// It works, and data is lost.
    ///
    /// @param losses of what was there before the migration
    /// @param written what is lost of what the new version wrote while its checks were made
    /// @param remnants what else is not as it was
    record Lossy(List<Damage> losses, List<Damage> written, List<Remnant> remnants)
            implements DownVerdict {
        public Lossy {
            losses = List.copyOf(losses);
            written = List.copyOf(written);
            remnants = List.copyOf(remnants);
            if (losses.isEmpty() && written.isEmpty()) {
                throw new IllegalArgumentException("nothing is lost");
            }
        }
    }

    /// It fails.
    ///
    /// @param line in the file, of the statement that fails; 0 where none is to blame
    /// @param error in the server's words
    /// @param once data that only the new version can write, without which the script works; absent
    ///   when it always fails
    record Fails(int line, String error, Optional<String> once) implements DownVerdict {}

    /// No data is lost, and the database is not what it was.
    record Leftover(List<Remnant> remnants) implements DownVerdict {
        public Leftover {
            remnants = List.copyOf(remnants);
            if (remnants.isEmpty()) {
                throw new IllegalArgumentException("nothing is left over");
            }
        }
    }

    /// There is no script that takes it back.
    record None() implements DownVerdict {}

    static DownVerdict of(List<Damage> losses, List<Remnant> remnants) {
        if (!losses.isEmpty()) {
            return new Lossy(losses, List.of(), remnants);
        }
        return remnants.isEmpty() ? new Lossless() : new Leftover(remnants);
    }

    /// The same, where what the new version wrote was seen to be lost.
    default DownVerdict losing(List<Damage> written) {
        if (written.isEmpty()) {
            return this;
        }
        return switch (this) {
            case Lossless _ -> new Lossy(List.of(), written, List.of());
            case Lossy(var losses, _, var remnants) -> new Lossy(losses, written, remnants);
            case Leftover(var remnants) -> new Lossy(List.of(), written, remnants);
            case Fails _, None _ -> this;
        };
    }

    default String word() {
        return switch (this) {
            case Lossless _ -> "lossless";
            case Lossy _ -> "lossy";
            case Fails _ -> "fails";
            case Leftover _ -> "leftover";
            case None _ -> "none";
        };
    }

    default Json.Obj toJson() {
        var json = Json.object().put("verdict", word());
        return switch (this) {
            case Lossless _, None _ -> json;
            case Lossy(var losses, var written, var remnants) ->
                    json.put("losses", Json.array(losses, Damage::toJson))
                            .put("written", Json.array(written, Damage::toJson))
                            .put("leftover", Json.array(remnants, Remnant::toJson));
            case Leftover(var remnants) ->
                    json.put("leftover", Json.array(remnants, Remnant::toJson));
            case Fails(var line, var error, var once) ->
                    once.map(data -> json.put("once", data))
                            .orElseGet(() -> json.putNull("once"))
                            .put("line", line)
                            .put("error", error);
        };
    }
}
