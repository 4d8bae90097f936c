package dev.slipway.engine.rehearse;

import dev.slipway.migrate.SchemaProof;
import dev.slipway.report.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes what a rehearsal proved into its report, and reads it again.
public final class ProofFormat {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    private ProofFormat() {}

    static Json.Obj toJson(SchemaProof proof) {
        return Json.object()
                .put("versions", Json.strings(proof.versions()))
                .put("rehearsed", proof.rehearsed().toString())
                .put("files", Json.array(proof.files(), ProofFormat::toJson));
    }

    private static Json.Obj toJson(SchemaProof.File file) {
        return Json.object()
                .put("version", file.version())
                .put("file", file.file())
                .put("fingerprint", file.fingerprint());
    }

    /// @param report in JSON, as `slipway rehearse --output json` prints it
    /// @return empty when it proves nothing
    /// @throws IllegalArgumentException when it is not one, saying why
    public static Optional<SchemaProof> read(String report) {
        try {
            var proof = JSON.readTree(report).path("proof");
            if (proof.isMissingNode()) {
                throw new IllegalArgumentException("it is not the report of a rehearsal");
            }
            return proof.isNull()
                    ? Optional.empty()
                    : Optional.of(JSON.treeToValue(proof, SchemaProof.class));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
